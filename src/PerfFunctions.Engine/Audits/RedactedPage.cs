namespace PerfFunctions.Engine.Audits;

/// <summary>
/// The one way from an audit to what is kept and shown: a page can repeat a secret in anything that it names, an element, a
/// mark, an address, an error.
/// </summary>
public static class RedactedPage
{
    /// <summary>The audited page without the secrets that it was loaded with. Evidence is written without them, by the same forms.</summary>
    public static AuditedPage Of(AuditedPage page, AuditTarget target)
    {
        var forms = new SecretForms(SecretTexts.Of(target.Conditions, target.Steps, target.Secrets));
        return page with { Measurement = Clean(page.Measurement, forms) };
    }

    private static PageMeasurement Clean(PageMeasurement page, SecretForms forms) => page with
    {
        Address = Clean(page.Address, forms),
        Loads = Clean(page.Loads, forms),
        BaseAddress = page.BaseAddress is { } address ? Clean(address, forms) : null,
        BaseLoads = Clean(page.BaseLoads, forms),
        Repeated = Clean(page.Repeated, forms),
        BaseRepeated = Clean(page.BaseRepeated, forms),
        Median = page.Median is { } median ? Clean(median, forms) : null,
        Refused = [.. page.Refused.Select(forms.Clean)],
    };

    private static Uri Clean(Uri address, SecretForms forms) =>
        forms.Clean(address.OriginalString) is var clean && Uri.TryCreate(clean, UriKind.Absolute, out Uri? made) ? made : address;

    private static IReadOnlyList<PageLoad> Clean(IReadOnlyList<PageLoad> loads, SecretForms forms) => [.. loads.Select(load => load with
    {
        Failure = Clean(load.Failure, forms),
        Noise = Clean(load.Noise, forms),
        Values = Clean(load.Values, forms),
        Unfinished = Clean(load.Unfinished, forms),
        LcpElement = Clean(load.LcpElement, forms),
        LcpFrame = Clean(load.LcpFrame, forms),
        Document = load.Document is { } document ? document with { Address = forms.Clean(document.Address) } : null,
        Remarks = [.. load.Remarks.Select(forms.Clean)],
    })];

    private static Dictionary<string, double> Clean(IReadOnlyDictionary<string, double> values, SecretForms forms) =>
        values.GroupBy(value => forms.Clean(value.Key)).ToDictionary(same => same.Key, same => same.First().Value);

    private static LoadDetail Clean(LoadDetail detail, SecretForms forms) => detail with
    {
        Lcp = detail.Lcp is { } lcp ? lcp with { Element = Clean(lcp.Element, forms), Address = Clean(lcp.Address, forms) } : null,
        Shifts = [.. detail.Shifts.Select(shift => shift with { Elements = [.. shift.Elements.Select(forms.Clean)] })],
        LongTasks = [.. detail.LongTasks.Select(task => task with { Script = Clean(task.Script, forms) })],
        Findings =
            [.. detail.Findings.Select(finding => finding with { Address = forms.Clean(finding.Address), Detail = forms.Clean(finding.Detail) })],
        Errors = [.. detail.Errors.Select(forms.Clean)],
        Waterfall = [.. detail.Waterfall.Select(request => request with { Address = forms.Clean(request.Address) })],
    };

    private static string? Clean(string? text, SecretForms forms) => text is null ? null : forms.Clean(text);
}
