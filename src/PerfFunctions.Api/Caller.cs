namespace PerfFunctions.Api;

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
