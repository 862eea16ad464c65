namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a caller of an HTTP function has to show.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>Kept for its number; held like <see cref="Function"/>.</summary>
    User = 1,

    /// <summary>A function key or the master key.</summary>
    Function = 2,

    /// <summary>The master key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
