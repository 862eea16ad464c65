using PerfFunctions.Browser.Recording.Evidence;
using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Browser.Recording.Steps;
using PerfFunctions.Browser.Recording.Trace;
using PerfFunctions.Browser.Recording.Visual;
using PerfFunctions.Browser.Recording.Vitals;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Recording;

/// <summary>Makes numbers, causes and evidence of what was recorded.</summary>
internal sealed class LoadEvaluation(RawRecord raw, IReadOnlyList<RequestRecord> requests, TracedLoad? traced)
{
    private readonly Redactor _redactor = new(raw.Settings.Secrets);
    private readonly IReadOnlyList<Frame> _filmstrip = Filmstrip.Of(traced?.Frames ?? []);

    private double? DocumentFirstByte => traced is null ? null : FirstByte.Of(requests);

    private LcpParts? Lcp => LcpParts.Of(raw.Vital(PageMetric.Lcp), DocumentFirstByte);

    private VitalsMessage? Document => raw.Vital(PageMetric.Load) is { Address.Length: > 0 } load ? load : null;

    /// <summary>The record.</summary>
    public LoadRecord Record()
    {
        Dictionary<string, double> values = [];
        RequestTotals.Add(values, requests, traced is not null);
        values[PageMetric.Errors] = raw.Errors.Count;
        AddVitals(values);
        AddUsage(values);
        AddTraced(values);
        AddSteps(values);
        // A measure may end before it begins, and a soft navigation have no content of its own: neither is a time.
        foreach (string name in values.Where(value => value.Value < 0).Select(value => value.Key).ToArray())
        {
            values.Remove(name);
        }
        string? element = raw.Vital(PageMetric.Lcp)?.Element;
        LoadDetail detail = new DetailEvaluation(raw, requests, traced, _redactor).Detail(Lcp, _filmstrip);
        return new(values, element, detail, raw.Settings.Evidence ? Evidence() : null)
        {
            LcpFrame = traced is not null && LargestFrame.Find(traced.Trace, traced.Page) is { } frame ? _redactor.Clean(frame) : null,
            Document = Document is null ? null : new(_redactor.Address(Document.Address!), Document.Status ?? 0),
            Elsewhere = Elsewhere(),
            Unopened = raw.IsErrorPage
                ? $"A script of the page went to {_redactor.Address(Document?.Address ?? "an address")}, which could not be opened."
                : null,
            CacheHits = traced is null || requests.Count == 0 ? null : (double)requests.Count(request => request.Cached) / requests.Count,
        };
    }

    private string? Elsewhere() =>
        raw.WentTo is { } left
            ? $"was navigated {Where(left)} by a script after the load; the results are those of the requested document."
        : Document is { } document && !SamePlace.Is(raw.Settings.Address, document.Address!)
            ? $"ended at {_redactor.Address(document.Address!)}{(document.Status > 0 ? $" (status {document.Status})" : "")}, not at the requested address."
        : null;

    private string Where(string left) => RawRecord.IsOfError(left) ? "to an address that could not be opened" : $"to {_redactor.Address(left)}";

    private void AddVitals(Dictionary<string, double> values)
    {
        foreach (VitalsMessage message in raw.LoadVitals)
        {
            if (message.Value is { } value)
            {
                values[message.Name] = value;
            }
        }
        if (values.TryGetValue(PageMetric.Ttfb, out double ttfb) && DocumentFirstByte is { } first)
        {
            values[PageMetric.Ttfb] = Math.Max(ttfb, first);
        }
        if (Lcp is { } lcp)
        {
            (values[PageMetric.LcpTtfb], values[PageMetric.LcpLoadDelay], values[PageMetric.LcpLoadTime], values[PageMetric.LcpRenderDelay]) = lcp;
        }
    }

    private void AddUsage(Dictionary<string, double> values)
    {
        if (raw.Chromium is { } chromium)
        {
            values[PageMetric.UnusedScript] = chromium.Usage.Scripts.Sum(file => file.Unused);
            values[PageMetric.UnusedStyle] = chromium.Usage.Sheets.Sum(file => file.Unused);
        }
    }

    private void AddTraced(Dictionary<string, double> values)
    {
        if (traced is null)
        {
            return;
        }
        MainThread.AddWork(values, traced.Trace, traced.Page);
        values[PageMetric.LongTasks] = traced.LongTasks.Count;
        // The script in the page sees no shifts of the frames below it.
        if (traced.Shifts.Any(LayoutShifts.IsInFrame))
        {
            values[PageMetric.Cls] = LayoutShifts.Cumulative(traced.Shifts);
        }
        // Before the first paint there is no page to use, so nothing blocks it.
        if (traced.Page.Fcp is { } fcp)
        {
            values[PageMetric.Tbt] = MainThread.Blocking(traced.LongTasks, fcp, traced.Page.End);
        }
        if (traced.Page.FirstPaint is { } paint && SpeedIndex.Of(traced.Frames, traced.Page.SinceStart(paint)) is { } index)
        {
            values[PageMetric.SpeedIndex] = index;
        }
    }

    private void AddSteps(Dictionary<string, double> values)
    {
        foreach (RecordedStep step in raw.Steps)
        {
            StepMetrics.Add(values, step, requests, raw.Vitals);
            if (traced is not null)
            {
                StepMetrics.Add(values, step, traced.Trace, traced.Page);
            }
        }
    }

    private PageEvidence Evidence() => new()
    {
        Screenshot = raw.Screenshot,
        Frames = [.. _filmstrip.Select(frame => frame.Jpeg)],
        Har = HarWriter.Write(
            requests,
            new(raw.Settings.Address.AbsoluteUri, raw.LoadEnd.Document, raw.Vital(PageMetric.Load)?.Value, raw.Browser.Name, raw.Browser.Version),
            _redactor),
        Trace = traced is null ? null : TraceCleaner.Clean(traced.Trace, _redactor),
    };
}
