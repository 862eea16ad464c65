namespace PerfFunctions.App.Access;

/// <summary>Who asks for something, as far as it was proven.</summary>
/// <param name="Name">Name of the key, the signed-in person or application, or the trigger.</param>
/// <param name="Role">The most that this caller may do.</param>
/// <param name="Proof">By what it is known.</param>
public sealed record Caller(string Name, Role Role, CallerProof Proof)
{
    /// <summary>Whoever calls what is for everybody.</summary>
    public static Caller Anonymous { get; } = new("anonymous", Role.None, CallerProof.None);

    /// <summary>Whoever is at this machine, where the service is open to loopback alone.</summary>
    public static Caller Local { get; } = new("local", Role.Administer, CallerProof.Local);

    /// <summary>Whoever a signed delivery says it is from.</summary>
    public static Caller OfWebhook(string login) => new(login, Role.Start, CallerProof.Webhook);
}

/// <summary>What a caller may do; each includes those before it.</summary>
public enum Role
{
    /// <summary>Nothing that needs a role.</summary>
    None,

    /// <summary>Sees runs, reports, plans and trends.</summary>
    Read,

    /// <summary>Starts and cancels runs, stores plans, accepts baselines.</summary>
    Start,

    /// <summary>Halts and resumes the service, and reads the activity log.</summary>
    Administer,
}

/// <summary>By what a caller is known.</summary>
public enum CallerProof
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Being at this machine.</summary>
    Local,

    /// <summary>A key.</summary>
    Key,

    /// <summary>An Entra token.</summary>
    Token,

    /// <summary>The platform's sign-in.</summary>
    SignIn,

    /// <summary>A session of the dashboard, begun with a key or a token.</summary>
    Session,

    /// <summary>A signed webhook delivery.</summary>
    Webhook,

    /// <summary>The service's own schedule.</summary>
    Schedule,
}
