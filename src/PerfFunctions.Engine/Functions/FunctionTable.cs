using System.Collections.Frozen;

namespace PerfFunctions.Engine.Functions;

/// <summary>All functions of expressions.</summary>
public static class FunctionTable
{
    /// <summary><c>secret(NAME)</c>, which is not among them, because its argument is a name: the value is known on the shard alone.</summary>
    public const string Secret = "secret";

    /// <summary>How a secret is written.</summary>
    public const string SecretForm = "secret(NAME), a name of letters, digits and '_'";

    private static readonly FrozenDictionary<string, Function> ByName = All().ToFrozenDictionary(f => f.Name);

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All().Select(f => f.Name), Secret];

    /// <summary>What a problem names as right for a call as a whole.</summary>
    public static string Allowed { get; } = string.Join(", ", Names.Select(f => $"{f}()"));

    /// <summary>The functions, group by group.</summary>
    public static IReadOnlyList<Function> All() =>
    [
        .. RandomFunctions.All, .. FakeFunctions.All, .. TimeFunctions.All, .. EncodingFunctions.All, .. SigningFunctions.All, .. TextFunctions.All,
        .. ListFunctions.All,
    ];

    /// <summary>The function of a name; null when there is none.</summary>
    public static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
