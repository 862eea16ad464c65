namespace PerfFunctions.Browser.Recording.Vitals;

/// <summary>What the script in the page reports.</summary>
/// <param name="Document">Time origin of the sending document, which distinguishes documents.</param>
/// <param name="Name">Metric, <c>interactions</c>, or <see cref="Hidden"/>.</param>
/// <param name="Value">Milliseconds or score; null for the other messages.</param>
internal sealed record VitalsMessage(double Document, string Name, double? Value)
{
    /// <summary>Name of the message after the last one.</summary>
    public const string Hidden = "hidden";

    /// <summary>Selector of the element behind LCP.</summary>
    public string? Element { get; init; }

    /// <summary>Address of LCP's image; of <c>load</c>, the document's, after redirects.</summary>
    public string? Address { get; init; }

    /// <summary>Status of the document; null or 0 if the browser does not report it.</summary>
    public int? Status { get; init; }

    /// <summary>LCP's four parts in order, milliseconds.</summary>
    public IReadOnlyList<double>? Parts { get; init; }

    /// <summary>The shifts behind CLS.</summary>
    public IReadOnlyList<VitalsShift>? Shifts { get; init; }

    /// <summary>All interactions with the document until now that took 16 ms or longer.</summary>
    public IReadOnlyList<VitalsInteraction>? Interactions { get; init; }
}

/// <summary>A layout shift.</summary>
/// <param name="At">Milliseconds from the start of the navigation.</param>
/// <param name="Score">Its score.</param>
/// <param name="Elements">What moved, as selectors.</param>
internal sealed record VitalsShift(double At, double Score, IReadOnlyList<string> Elements);

/// <summary>An interaction: a tap, a click or a key.</summary>
/// <param name="At">Milliseconds from the start of the navigation.</param>
/// <param name="Duration">Milliseconds until the paint after its slowest event, as browsers round them.</param>
internal sealed record VitalsInteraction(double At, double Duration);
