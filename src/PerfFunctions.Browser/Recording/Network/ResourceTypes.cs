namespace PerfFunctions.Browser.Recording.Network;

/// <summary>The kinds of resource that are counted apart.</summary>
internal static class ResourceTypes
{
    /// <summary>As metric names carry them: <c>bytes.script</c>, <c>requests.other</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["document", "script", "style", "image", "font", "other"];

    /// <summary>The kind for a type as the browser names it.</summary>
    public static string Of(string browserType) => browserType switch
    {
        "stylesheet" => "style",
        "document" or "script" or "image" or "font" => browserType,
        _ => "other",
    };
}
