namespace PerfFunctions.Engine.Audits;

/// <summary>One step of a journey through a page.</summary>
/// <param name="Name">What its metrics go by (<c>step.NAME.time</c>); null for a step that is not measured.</param>
/// <param name="Act">What is done.</param>
public sealed record JourneyStep(string? Name, JourneyAct Act);

/// <summary>What a step does.</summary>
[System.Text.Json.Serialization.JsonDerivedType(typeof(OpenAct), "open")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ClickAct), "click")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(FillAct), "fill")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PressAct), "press")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(WaitForAct), "waitFor")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(WaitAct), "wait")]
public abstract record JourneyAct;

/// <summary>Goes to an address.</summary>
/// <param name="Path">Path below the page's target, or an absolute address.</param>
public sealed record OpenAct(string Path) : JourneyAct;

/// <summary>Clicks.</summary>
/// <param name="Selector">What on.</param>
public sealed record ClickAct(string Selector) : JourneyAct;

/// <summary>Types into a field.</summary>
/// <param name="Selector">Which.</param>
/// <param name="Text">What; may be a secret, and so is never reported.</param>
public sealed record FillAct(string Selector, string Text) : JourneyAct
{
    /// <summary>Whether a secret is in the text: what is typed is then not to be seen in pictures.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>Presses a key.</summary>
/// <param name="Key">Its name, such as <c>Enter</c>.</param>
public sealed record PressAct(string Key) : JourneyAct;

/// <summary>Waits until an element is visible.</summary>
/// <param name="Selector">Which.</param>
public sealed record WaitForAct(string Selector) : JourneyAct;

/// <summary>Waits, as a user who reads.</summary>
/// <param name="Time">How long.</param>
public sealed record WaitAct(TimeSpan Time) : JourneyAct;
