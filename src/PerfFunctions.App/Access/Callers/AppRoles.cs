using PerfFunctions.Api;

namespace PerfFunctions.App.Access.Callers;

/// <summary>Reads callers from the claims of Entra, in which roles are those of the app registration.</summary>
internal static class AppRoles
{
    /// <summary>The claim that has roles, one each.</summary>
    public const string Claim = "roles";

    private const int LongestName = 100;

    // People first: a token that a person got through an application names both.
    private static readonly string[] NameClaims = ["preferred_username", "upn", "unique_name", "azp", "appid", "sub"];

    private static readonly Dictionary<string, Role> Roles = new(StringComparer.Ordinal)
    {
        ["Perf.Read"] = Role.Read,
        ["Perf.Start"] = Role.Start,
        ["Perf.Administer"] = Role.Administer,
    };

    /// <summary>The caller of these claims, with the highest of its roles, or none.</summary>
    public static Caller CallerOf(IReadOnlyCollection<(string Type, string Value)> claims, CallerProof proof)
    {
        string name = NameClaims.Select(type => claims.FirstOrDefault(c => c.Type == type).Value)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "nameless";
        Role role = claims.Where(c => c.Type == Claim).Select(c => Roles.GetValueOrDefault(c.Value)).DefaultIfEmpty().Max();
        return new(name[..Math.Min(name.Length, LongestName)], role, proof);
    }
}
