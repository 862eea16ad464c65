using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Recording;
using PerfFunctions.Browser.Recording.Steps;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Journeys;

/// <summary>Walks through a page, step by step.</summary>
internal sealed class JourneyDriver
{
    private readonly PageQuiet _quiet;
    private readonly StepActs _acts;
    private readonly TimeSpan _settle;
    private readonly TimeSpan _loadLimit;
    private readonly DownloadWatch? _downloads;
    private readonly WindowWatch _windows;
    private int _refused;

    /// <summary>Starts to listen to the page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="address">Address that paths are below.</param>
    /// <param name="options">Time limits.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="downloads">Follows what the steps download; null for nothing.</param>
    public JourneyDriver(IPage page, Uri address, BrowserOptions options, TimeProvider clock, DownloadWatch? downloads = null)
    {
        (_downloads, _loadLimit) = (downloads, options.LoadTimeout);
        (_quiet, _acts, _settle) = (new(page, clock), new(page, address, options, clock), options.SettleTime);
        // A click, too, may lead to a page of the server's that says only what went wrong.
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.IsNavigationRequest && response.Frame == page.MainFrame)
            {
                Volatile.Write(ref _refused, response.Status);
            }
        };
        // Dialogs need nothing: without a listener Playwright dismisses them.
        _windows = new(page);
    }

    /// <summary>Whether it ended at a step whose page did not load to its end: what was recorded until then is worth keeping.</summary>
    public bool IsStillLoading { get; private set; }

    /// <summary>Why the page could not be walked through, in one sentence; null when it was.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="recorder">Measures those that have a name; null for none.</param>
    /// <param name="cancellationToken">Ends it by an exception.</param>
    public async Task<string?> WalkAsync(
        IReadOnlyList<JourneyStep> steps, LoadRecorder? recorder, CancellationToken cancellationToken)
    {
        if (steps.Count > 0)
        {
            await (recorder?.EndLoadAsync() ?? Task.CompletedTask);
            await _windows.AttachAsync();
            _downloads?.BeginSteps();
        }
        for (int i = 0; i < steps.Count; i++)
        {
            string title = steps[i].Name is { } name ? $"'{name}'" : FormattableString.Invariant($"{i + 1}");
            if (await StepAsync(steps[i], steps[i].Name is null ? null : recorder, cancellationToken) is { } failure)
            {
                IsStillLoading = failure == LoadFailure.TimedOut(_loadLimit);
                return $"Step {title}: {(IsStillLoading ? LoadFailure.TimedOut(_loadLimit, recorder?.InProgress ?? []) : failure)}";
            }
        }
        return null;
    }

    private async Task<string?> StepAsync(JourneyStep step, LoadRecorder? recorder, CancellationToken cancellationToken)
    {
        int windows = _windows.Count;
        Volatile.Write(ref _refused, 0);
        await (recorder?.BeginStepAsync(step.Name!) ?? Task.CompletedTask);
        _quiet.Begin();
        if (await _acts.DoAsync(step.Act, cancellationToken) is { } failure)
        {
            return failure;
        }
        // Waiting changes nothing in the page, so there is nothing to settle, unless what came meanwhile is measured.
        if (recorder is not null || step.Act is not (WaitAct or WaitForAct))
        {
            await _quiet.WaitAsync(_settle, cancellationToken);
        }
        IReadOnlyList<Downloaded>? downloads = _downloads is null ? []
            : await _downloads.TakeAsync(_loadLimit, cancellationToken);
        if (downloads is null)
        {
            return FormattableString.Invariant($"its download had not ended within {_loadLimit.TotalSeconds:0.#} s.");
        }
        await (recorder?.EndStepAsync(downloads) ?? Task.CompletedTask);
        if (downloads.FirstOrDefault(download => download.Failure is not null) is { } failed)
        {
            return $"its download failed ({failed.Failure}).";
        }
        return Volatile.Read(ref _refused) is > 0 and var status ? LoadFailure.Status(status)
            : await _windows.CountAsync() > windows ? "it opened another window, which is not measured." : null;
    }
}
