using System.Text.Json;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Methods of elements.</summary>
internal static class LocatorMethods
{
    /// <summary>The methods by name; each gives what a script gets, as a value that can be JSON.</summary>
    public static readonly IReadOnlyDictionary<string, Func<ILocator, CallArguments, Task<object?>>> All =
        new Dictionary<string, Func<ILocator, CallArguments, Task<object?>>>
        {
            ["click"] = (of, given) => DoneAsync(of.ClickAsync(Click(given))),
            ["dblclick"] = (of, given) => DoneAsync(of.DblClickAsync(DoubleClick(given))),
            ["tap"] = (of, given) => DoneAsync(of.TapAsync(new() { Timeout = given.TimeoutAt(0), Force = given.Flag(0, "force"), Position = PositionOf(given) })),
            ["hover"] = (of, given) => DoneAsync(of.HoverAsync(new() { Timeout = given.TimeoutAt(0), Force = given.Flag(0, "force"), Position = PositionOf(given) })),
            ["focus"] = (of, given) => DoneAsync(of.FocusAsync(new() { Timeout = given.TimeoutAt(0) })),
            ["check"] = (of, given) => DoneAsync(of.CheckAsync(new() { Timeout = given.TimeoutAt(0), Force = given.Flag(0, "force") })),
            ["uncheck"] = (of, given) => DoneAsync(of.UncheckAsync(new() { Timeout = given.TimeoutAt(0), Force = given.Flag(0, "force") })),
            ["setChecked"] = (of, given) => DoneAsync(of.SetCheckedAsync(
                given.At(0).ValueKind == JsonValueKind.True, new() { Timeout = given.TimeoutAt(1), Force = given.Flag(1, "force") })),
            ["fill"] = (of, given) => DoneAsync(of.FillAsync(given.Text(0), new() { Timeout = given.TimeoutAt(1), Force = given.Flag(1, "force") })),
            ["clear"] = (of, given) => DoneAsync(of.ClearAsync(new() { Timeout = given.TimeoutAt(0), Force = given.Flag(0, "force") })),
            ["type"] = (of, given) => DoneAsync(of.PressSequentiallyAsync(
                given.Text(0), new() { Timeout = given.TimeoutAt(1), Delay = given.NumberOption(1, "delay") })),
            ["press"] = (of, given) => DoneAsync(of.PressAsync(given.Text(0), new() { Timeout = given.TimeoutAt(1), Delay = given.NumberOption(1, "delay") })),
            ["selectOption"] = SelectAsync,
            ["selectText"] = (of, given) => DoneAsync(of.SelectTextAsync(new() { Timeout = given.TimeoutAt(0), Force = given.Flag(0, "force") })),
            ["scrollIntoViewIfNeeded"] = (of, given) => DoneAsync(of.ScrollIntoViewIfNeededAsync(new() { Timeout = given.TimeoutAt(0) })),
            ["dispatchEvent"] = (of, given) => DoneAsync(of.DispatchEventAsync(
                given.Text(0), CallArguments.ValueOf(given.At(1)), new() { Timeout = given.TimeoutAt(2) })),
            ["textContent"] = async (of, given) => await of.TextContentAsync(new() { Timeout = given.TimeoutAt(0) }),
            ["innerText"] = async (of, given) => await of.InnerTextAsync(new() { Timeout = given.TimeoutAt(0) }),
            ["innerHTML"] = async (of, given) => await of.InnerHTMLAsync(new() { Timeout = given.TimeoutAt(0) }),
            ["inputValue"] = async (of, given) => await of.InputValueAsync(new() { Timeout = given.TimeoutAt(0) }),
            ["getAttribute"] = async (of, given) => await of.GetAttributeAsync(given.Text(0), new() { Timeout = given.TimeoutAt(1) }),
            ["isVisible"] = async (of, _) => await of.IsVisibleAsync(),
            ["isHidden"] = async (of, _) => await of.IsHiddenAsync(),
            ["isEnabled"] = async (of, given) => await of.IsEnabledAsync(new() { Timeout = given.TimeoutAt(0) }),
            ["isDisabled"] = async (of, given) => await of.IsDisabledAsync(new() { Timeout = given.TimeoutAt(0) }),
            ["isEditable"] = async (of, given) => await of.IsEditableAsync(new() { Timeout = given.TimeoutAt(0) }),
            ["isChecked"] = async (of, given) => await of.IsCheckedAsync(new() { Timeout = given.TimeoutAt(0) }),
            ["count"] = async (of, _) => await of.CountAsync(),
            ["boundingBox"] = async (of, given) => await of.BoundingBoxAsync(new() { Timeout = given.TimeoutAt(0) }) is { } box
                ? new { x = box.X, y = box.Y, width = box.Width, height = box.Height }
                : null,
            ["waitFor"] = (of, given) => DoneAsync(of.WaitForAsync(new() { Timeout = given.TimeoutAt(0), State = StateOf(given.TextOption(0, "state")) })),
            ["evaluate"] = async (of, given) => ScriptFunction.ResultOf(await of.EvaluateAsync<string?>(
                ScriptFunction.OfElement(given.At(0)), ScriptFunction.Arguments(given.At(1)), new() { Timeout = (float)given.DefaultTimeout.TotalMilliseconds })),
        };

    /// <summary>Those after which a page may be left, by name.</summary>
    public static readonly IReadOnlySet<string> Leaving = new HashSet<string> { "click", "dblclick", "tap", "press", "type", "check", "uncheck", "setChecked", "selectOption", "dispatchEvent", "evaluate" };

    private static async Task<object?> DoneAsync(Task work)
    {
        await work;
        return null;
    }

    private static LocatorClickOptions Click(CallArguments given) => new()
    {
        Timeout = given.TimeoutAt(0),
        Force = given.Flag(0, "force"),
        Trial = given.Flag(0, "trial"),
        Delay = given.NumberOption(0, "delay"),
        ClickCount = given.NumberOption(0, "clickCount") is { } count ? (int)Math.Clamp(count, 1, 10) : null,
        Button = InputMethods.ButtonOf(given.TextOption(0, "button")),
        Modifiers = ModifiersOf(given),
        Position = PositionOf(given),
    };

    private static LocatorDblClickOptions DoubleClick(CallArguments given) => new()
    {
        Timeout = given.TimeoutAt(0),
        Force = given.Flag(0, "force"),
        Delay = given.NumberOption(0, "delay"),
        Button = InputMethods.ButtonOf(given.TextOption(0, "button")),
        Modifiers = ModifiersOf(given),
        Position = PositionOf(given),
    };

    private static Position? PositionOf(CallArguments given) =>
        given.Option(0, "position") is { ValueKind: JsonValueKind.Object } place && place.TryGetProperty("x", out JsonElement x) && place.TryGetProperty("y", out JsonElement y)
            ? new() { X = x.GetSingle(), Y = y.GetSingle() }
            : null;

    private static IEnumerable<KeyboardModifier>? ModifiersOf(CallArguments given) =>
        given.Option(0, "modifiers") is { ValueKind: JsonValueKind.Array } keys
            ? [.. keys.EnumerateArray().Select(key => Enum.TryParse(key.GetString(), out KeyboardModifier modifier)
                ? modifier
                : throw new CallRefusedException($"'{key}' is not one of Alt, Control, Meta and Shift"))]
            : null;

    // A text is a value or a label of an option.
    private static async Task<object?> SelectAsync(ILocator of, CallArguments given)
    {
        JsonElement[] chosen = given.At(0) switch
        {
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
            { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => [],
            JsonElement one => [one],
        };
        LocatorSelectOptionOptions options = new() { Timeout = given.TimeoutAt(1), Force = given.Flag(1, "force") };
        return chosen.All(c => c.ValueKind != JsonValueKind.Object)
            ? await of.SelectOptionAsync(chosen.Select(c => CallArguments.TextOf(c) ?? ""), options)
            : await of.SelectOptionAsync(chosen.Select(OptionOf), options);
    }

    private static SelectOptionValue OptionOf(JsonElement given)
    {
        string? Text(string name) => given.TryGetProperty(name, out JsonElement value) ? CallArguments.TextOf(value) : null;
        return new() { Value = Text("value"), Label = Text("label"), Index = int.TryParse(Text("index"), out int index) ? index : null };
    }

    private static WaitForSelectorState StateOf(string? state) => state switch
    {
        null or "visible" => WaitForSelectorState.Visible,
        "hidden" => WaitForSelectorState.Hidden,
        "attached" => WaitForSelectorState.Attached,
        "detached" => WaitForSelectorState.Detached,
        _ => throw new CallRefusedException($"'{state}' is not one of attached, detached, visible and hidden"),
    };
}
