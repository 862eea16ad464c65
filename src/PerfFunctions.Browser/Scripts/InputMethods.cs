using Microsoft.Playwright;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Methods of the keyboard and the mouse of a page.</summary>
internal static class InputMethods
{
    /// <summary>The methods by name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<IPage, CallArguments, Task>> All = new Dictionary<string, Func<IPage, CallArguments, Task>>
    {
        ["keyboard.press"] = (page, given) => page.Keyboard.PressAsync(given.Text(0), new() { Delay = given.NumberOption(1, "delay") }),
        ["keyboard.type"] = (page, given) => page.Keyboard.TypeAsync(given.Text(0), new() { Delay = given.NumberOption(1, "delay") }),
        ["keyboard.insertText"] = (page, given) => page.Keyboard.InsertTextAsync(given.Text(0)),
        ["keyboard.down"] = (page, given) => page.Keyboard.DownAsync(given.Text(0)),
        ["keyboard.up"] = (page, given) => page.Keyboard.UpAsync(given.Text(0)),
        ["mouse.click"] = (page, given) => page.Mouse.ClickAsync(
            given.Number(0), given.Number(1), new() { Button = ButtonOf(given.TextOption(2, "button")), Delay = given.NumberOption(2, "delay") }),
        ["mouse.dblclick"] = (page, given) => page.Mouse.DblClickAsync(
            given.Number(0), given.Number(1), new() { Button = ButtonOf(given.TextOption(2, "button")), Delay = given.NumberOption(2, "delay") }),
        ["mouse.move"] = (page, given) => page.Mouse.MoveAsync(
            given.Number(0), given.Number(1), new() { Steps = given.NumberOption(2, "steps") is { } steps ? (int)Math.Clamp(steps, 1, 100) : null }),
        ["mouse.down"] = (page, given) => page.Mouse.DownAsync(new() { Button = ButtonOf(given.TextOption(0, "button")) }),
        ["mouse.up"] = (page, given) => page.Mouse.UpAsync(new() { Button = ButtonOf(given.TextOption(0, "button")) }),
        ["touchscreen.tap"] = (page, given) => page.Touchscreen.TapAsync(given.Number(0), given.Number(1)),
    };

    /// <summary>A button of the mouse by its name; null for none.</summary>
    public static MouseButton? ButtonOf(string? name) => name switch
    {
        null => null,
        "left" => MouseButton.Left,
        "right" => MouseButton.Right,
        "middle" => MouseButton.Middle,
        _ => throw new CallRefusedException($"'{name}' is not one of left, middle and right"),
    };
}
