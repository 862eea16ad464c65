using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording;

/// <summary>
/// Records one load of a page, from before its navigation until the page is hidden. It drives nothing: whoever drives the
/// page tells it when a step begins and ends.
/// </summary>
internal sealed class LoadRecorder
{
    private readonly IPage _page;
    private readonly RecorderSettings _settings;
    private readonly NetworkLog _network;
    private readonly VitalsReader _vitals;

    private readonly Dictionary<string, double> _steps = [];
    private readonly TimeProvider _clock;
    private (string Name, long Start) _step;

    private LoadRecorder(IPage page, RecorderSettings settings, NetworkLog network, VitalsReader vitals, TimeProvider clock) =>
        (_page, _settings, _network, _vitals, _clock) = (page, settings, network, vitals, clock);

    /// <summary>Begins to record; the page must not have been navigated yet.</summary>
    public static async Task<LoadRecorder> AttachAsync(IPage page, RecorderSettings settings, TimeProvider clock)
    {
        NetworkLog network = new(page, clock);
        return new(page, settings, network, await VitalsReader.AttachAsync(page), clock);
    }

    /// <summary>Returns when the page has fallen quiet, or when the limit is over.</summary>
    public Task SettleAsync(TimeSpan limit, CancellationToken cancellation) => _network.SettleAsync(limit, cancellation);

    /// <summary>A measured step begins: what happens from here belongs to <c>step.NAME.…</c>.</summary>
    public Task BeginStepAsync(string name)
    {
        _step = (name, _clock.GetTimestamp());
        return Task.CompletedTask;
    }

    /// <summary>The step under way has come to its end and the page has settled.</summary>
    public Task EndStepAsync()
    {
        _steps[$"step.{_step.Name}.time"] = _clock.GetElapsedTime(_step.Start).TotalMilliseconds;
        return Task.CompletedTask;
    }

    /// <summary>Hides and closes the page and gives what was recorded.</summary>
    public async Task<LoadRecord> EndAsync()
    {
        Dictionary<string, double> values = new(_steps);
        await _network.AddTotalsAsync(values);
        // Caret "initial": Playwright would else put a style into the page.
        byte[]? screenshot = _settings.Evidence
            ? await _page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = 60, Caret = ScreenshotCaret.Initial })
            : null;
        IReadOnlyList<VitalsMessage> messages = await _vitals.HideAndReadAsync();
        foreach (VitalsMessage message in messages)
        {
            if (message.Value is { } value)
            {
                values[message.Name] = value;
            }
        }
        string? element = messages.LastOrDefault(message => message.Name == "lcp")?.Element;
        return new(values, element, null, screenshot is null ? null : new() { Screenshot = screenshot });
    }
}

/// <summary>What to record.</summary>
/// <param name="Address">Address that is loaded; what goes to another site than its own is of a third party.</param>
/// <param name="Evidence">Whether screenshot, filmstrip, HAR and trace are kept.</param>
/// <param name="Secrets">Texts that must not be in anything that is kept: values of cookies, headers and fields.</param>
internal sealed record RecorderSettings(Uri Address, bool Evidence, IReadOnlyList<string> Secrets);
