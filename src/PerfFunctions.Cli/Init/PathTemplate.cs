namespace PerfFunctions.Cli.Init;

/// <summary>A path whose ids are folded: <c>/shops/7/items/12</c> is <c>/shops/{id}/items/{id}</c>.</summary>
/// <param name="Text">The path with <c>{id}</c> for each id.</param>
/// <param name="Fixed">What comes before the first id; the whole path when it has none.</param>
/// <param name="Rest">The path from the first id on; empty when it has none.</param>
/// <param name="HasSecret">Whether a part of it looks like a token or an e-mail address, which must not stand in a plan.</param>
internal readonly record struct PathTemplate(string Text, string Fixed, string Rest, bool HasSecret)
{
    private const string Id = "{id}";
    private const int MaxDigits = 20;
    private const int MinToken = 20;
    private const int MaxWord = 60;

    /// <summary>Folds a path without query.</summary>
    public static PathTemplate Of(string path)
    {
        string[] parts = path.Split('/');
        bool hasSecret = parts.Any(IsSecret);
        int first = Array.FindIndex(parts, IsId);
        string text = string.Join('/', parts.Select(part => IsSecret(part) ? "{token}" : IsId(part) ? Id : part));
        return first < 0
            ? new PathTemplate(text, path, "", hasSecret)
            : new PathTemplate(text, string.Join('/', parts[..first]) + "/", string.Join('/', parts[first..]), hasSecret);
    }

    private static bool IsId(string part) =>
        (part.Length is > 0 and <= MaxDigits && part.All(char.IsAsciiDigit))
            || Guid.TryParseExact(part, "D", out _) || Guid.TryParseExact(part, "N", out _);

    // Words of an address are short or have dashes; what has neither is made by a machine.
    private static bool IsSecret(string part) =>
        !IsId(part) && (part.Length > MaxWord || part.Contains('@', StringComparison.Ordinal) || part.Contains("%40", StringComparison.Ordinal)
            || (part.Length >= MinToken && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '=' or '%')
                && part.Any(char.IsAsciiDigit) && part.Any(char.IsAsciiLetter)));
}
