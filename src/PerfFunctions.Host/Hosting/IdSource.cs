namespace PerfFunctions.Host.Hosting;

/// <summary>Where identifiers come from.</summary>
internal interface IIdSource
{
    /// <summary>Returns 32 hex digits, never the same twice.</summary>
    string Next();
}

/// <summary>Random identifiers.</summary>
internal sealed class RandomIds : IIdSource
{
#pragma warning disable RS0030 // The one place of this host that makes identifiers.
    public string Next() => Guid.NewGuid().ToString("N");
#pragma warning restore RS0030
}
