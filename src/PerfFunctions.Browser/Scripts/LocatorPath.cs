using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Finds elements by a path: one part after another, each within what the one before has found.</summary>
internal static class LocatorPath
{
    /// <summary>The locator of a path.</summary>
    /// <param name="page">The page.</param>
    /// <param name="path">Parts: a kind, and what it is given.</param>
    public static ILocator Resolve(IPage page, IReadOnlyList<JsonElement> path)
    {
        ILocator? at = null;
        foreach (JsonElement part in path)
        {
            JsonElement[] words = [.. part.EnumerateArray()];
            at = Next(page, at, words[0].GetString() ?? "", words.ElementAtOrDefault(1), new Options(words.ElementAtOrDefault(2)));
        }

        return at ?? throw new CallRefusedException("the call is of no element");
    }

    private static ILocator Next(IPage page, ILocator? at, string kind, JsonElement given, Options options)
    {
        if (kind == "css")
        {
            string selector = CallArguments.TextOf(given) ?? "";
            return at is null ? page.Locator(selector) : at.Locator(selector);
        }

        ILocator within = at ?? page.Locator(":root");
        return kind switch
        {
            "first" => within.First,
            "last" => within.Last,
            "nth" => within.Nth(given.GetInt32()),
            "filter" => within.Filter(FilterOf(given)),
            // The elements of a frame are those below its root.
            "frame" => (at is null ? page.FrameLocator(CallArguments.TextOf(given) ?? "") : at.FrameLocator(CallArguments.TextOf(given) ?? "")).Locator(":root"),
            "content" => within.ContentFrame.Locator(":root"),
            "role" => within.GetByRole(RoleOf(given), RoleOptions(options)),
            _ => ByText(within, kind, given, options.Flag("exact")),
        };
    }

    private static ILocator ByText(ILocator within, string kind, JsonElement given, bool? exact)
    {
        string text = CallArguments.TextOf(given) ?? "";
        Regex? pattern = CallArguments.Pattern(given);
        return kind switch
        {
            "text" => pattern is null ? within.GetByText(text, new() { Exact = exact }) : within.GetByText(pattern),
            "label" => pattern is null ? within.GetByLabel(text, new() { Exact = exact }) : within.GetByLabel(pattern),
            "placeholder" => pattern is null ? within.GetByPlaceholder(text, new() { Exact = exact }) : within.GetByPlaceholder(pattern),
            "alt" => pattern is null ? within.GetByAltText(text, new() { Exact = exact }) : within.GetByAltText(pattern),
            "title" => pattern is null ? within.GetByTitle(text, new() { Exact = exact }) : within.GetByTitle(pattern),
            "testid" => pattern is null ? within.GetByTestId(text) : within.GetByTestId(pattern),
            _ => throw new CallRefusedException($"there is no way to find elements by '{kind}'"),
        };
    }

    private static LocatorFilterOptions FilterOf(JsonElement given)
    {
        Options options = new(given);
        return new()
        {
            HasText = options.Text("hasText"),
            HasTextRegex = CallArguments.Pattern(options.Value("hasText")),
            HasNotText = options.Text("hasNotText"),
            HasNotTextRegex = CallArguments.Pattern(options.Value("hasNotText")),
        };
    }

    private static AriaRole RoleOf(JsonElement given) =>
        Enum.TryParse(CallArguments.TextOf(given), ignoreCase: true, out AriaRole role) && Enum.IsDefined(role)
            ? role
            : throw new CallRefusedException($"'{CallArguments.TextOf(given)}' is not a role");

    private static LocatorGetByRoleOptions RoleOptions(Options options) => new()
    {
        Name = options.Text("name"),
        NameRegex = CallArguments.Pattern(options.Value("name")),
        Exact = options.Flag("exact"),
        Checked = options.Flag("checked"),
        Disabled = options.Flag("disabled"),
        Expanded = options.Flag("expanded"),
        IncludeHidden = options.Flag("includeHidden"),
        Level = options.Value("level") is { ValueKind: JsonValueKind.Number } level ? level.GetInt32() : null,
        Pressed = options.Flag("pressed"),
        Selected = options.Flag("selected"),
    };

    private readonly record struct Options(JsonElement Given)
    {
        public JsonElement Value(string name) =>
            Given.ValueKind == JsonValueKind.Object && Given.TryGetProperty(name, out JsonElement value) ? value : default;

        // A pattern is none.
        public string? Text(string name) => Value(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

        public bool? Flag(string name) => Value(name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }
}
