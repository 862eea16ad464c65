namespace PerfFunctions.Engine.Audits;

/// <summary>What must not be in anything that is kept of a page.</summary>
public static class SecretTexts
{
    /// <summary>
    /// Values of cookies, headers and fields, and the plan's secrets. What is shorter than four characters is not a secret, and
    /// taken out wherever it stands it would leave addresses and numbers in pieces.
    /// </summary>
    public static IReadOnlyList<string> Of(PageConditions conditions, IReadOnlyList<JourneyStep> steps, IReadOnlyList<string> parts) =>
    [
        .. conditions.Cookies.Values.Concat(conditions.Headers.Values)
            .Concat(conditions.Login.Concat(steps).Select(step => step.Act).OfType<FillAct>().Select(fill => fill.Text))
            .Concat(parts).Where(text => text.Length > 3).Distinct(),
    ];
}
