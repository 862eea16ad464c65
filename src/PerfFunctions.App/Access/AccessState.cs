using Microsoft.Extensions.Options;
using PerfFunctions.App.Access.Entra;

namespace PerfFunctions.App.Access;

/// <summary>What ways in are configured.</summary>
public sealed class AccessState(IOptions<AccessOptions> access, IOptions<EntraOptions> entra)
{
    /// <summary>Whether there is any.</summary>
    public bool IsConfigured => access.Value.Keys.Count > 0 || entra.Value.IsConfigured || access.Value.PlatformSignIn;
}
