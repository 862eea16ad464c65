namespace PerfFunctions.Api;

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
