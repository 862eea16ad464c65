namespace PerfFunctions.Engine.Audits;

/// <summary>What must not be in anything that is kept of a page or a load.</summary>
public static class SecretTexts
{
    private const int Shortest = 4;

    /// <summary>Values of cookies, headers and fields, and the plan's secrets.</summary>
    public static IReadOnlyList<string> Of(PageConditions conditions, IReadOnlyList<JourneyStep> steps, IReadOnlyList<string> parts) =>
    [
        .. LongEnough(conditions.Cookies.Values.Concat(conditions.Headers.Values)
            .Concat(conditions.Login.Concat(steps).Select(step => step.Act).OfType<FillAct>().Select(fill => fill.Text))
            .Concat(parts)).Distinct(),
    ];

    /// <summary>
    /// Those of the texts that are secrets. What is shorter than four characters is not one, and taken out wherever it stands it
    /// would leave addresses and numbers in pieces.
    /// </summary>
    public static IEnumerable<string> LongEnough(IEnumerable<string> texts) => texts.Where(text => text.Length >= Shortest);
}
