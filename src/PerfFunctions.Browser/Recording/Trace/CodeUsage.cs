using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using PerfFunctions.Browser.Protocol;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>Has Chromium note which script and style a page uses.</summary>
internal sealed class CodeUsage
{
    private readonly ICDPSession _session;
    private readonly ConcurrentDictionary<string, (string Address, double Length)> _sheets = new();
    private readonly ConcurrentDictionary<string, WebFont> _fonts = new();

    private CodeUsage(ICDPSession session)
    {
        _session = session;
        session.On("CSS.styleSheetAdded", added => NoteSheet(added.GetProperty("header")));
        session.On("CSS.fontsUpdated", updated => NoteFont(updated.Find("font")));
    }

    /// <summary>Begins to note.</summary>
    public static async Task<CodeUsage> StartAsync(ICDPSession session)
    {
        CodeUsage usage = new(session);
        await session.SendAsync("Profiler.enable");
        // Whole functions: to note each branch as well would slow the page's scripts down.
        await session.SendAsync("Profiler.startPreciseCoverage", new() { ["callCount"] = false, ["detailed"] = false });
        await session.SendAsync("DOM.enable");
        await session.SendAsync("CSS.enable");
        await session.SendAsync("CSS.startRuleUsageTracking");
        return usage;
    }

    /// <summary>Ends, and gives what was noted.</summary>
    public async Task<UsageRecord> StopAsync()
    {
        JsonElement scripts = (await _session.SendAsync("Profiler.takePreciseCoverage"))!.Value;
        await _session.SendAsync("Profiler.stopPreciseCoverage");
        JsonElement rules = (await _session.SendAsync("CSS.stopRuleUsageTracking"))!.Value;
        return new(
            [.. scripts.GetProperty("result").EnumerateArray().Select(Script).Where(code => IsPage(code.Address))],
            [.. Sheets(rules.GetProperty("ruleUsage"))],
            [.. _fonts.Values]);
    }

    private static CodeFile Script(JsonElement script)
    {
        List<(double Start, double End)> unused = [];
        double length = 0;
        foreach (JsonElement range in script.GetProperty("functions").EnumerateArray().SelectMany(f => f.GetProperty("ranges").EnumerateArray()))
        {
            (double start, double end) = (range.GetProperty("startOffset").GetDouble(), range.GetProperty("endOffset").GetDouble());
            length = Math.Max(length, end);
            if (range.GetProperty("count").GetDouble() == 0)
            {
                unused.Add((start, end));
            }
        }
        return new(script.GetProperty("url").GetString()!, length, Covered(unused));
    }

    // A function that is not called may hold others that are not either.
    private static double Covered(List<(double Start, double End)> ranges)
    {
        (double covered, double reached) = (0, 0);
        foreach ((double start, double end) in ranges.OrderBy(range => range.Start))
        {
            covered += Math.Max(0, end - Math.Max(start, reached));
            reached = Math.Max(reached, end);
        }
        return covered;
    }

    private IEnumerable<CodeFile> Sheets(JsonElement rules)
    {
        Dictionary<string, double> used = rules.EnumerateArray()
            .Where(rule => rule.GetProperty("used").GetBoolean())
            .GroupBy(rule => rule.GetProperty("styleSheetId").GetString()!)
            .ToDictionary(sheet => sheet.Key,
                sheet => sheet.Sum(rule => rule.GetProperty("endOffset").GetDouble() - rule.GetProperty("startOffset").GetDouble()));
        return _sheets.Select(sheet => new CodeFile(
            sheet.Value.Address, sheet.Value.Length, Math.Max(0, sheet.Value.Length - used.GetValueOrDefault(sheet.Key))));
    }

    private void NoteSheet(JsonElement header)
    {
        string address = header.GetProperty("sourceURL").GetString()!;
        if (header.GetProperty("origin").GetString() == "regular" && IsPage(address))
        {
            _sheets[header.GetProperty("styleSheetId").GetString()!] = (address, header.GetProperty("length").GetDouble());
        }
    }

    private void NoteFont(JsonElement font)
    {
        if (font.Find("src") is { ValueKind: JsonValueKind.String } source)
        {
            _fonts[source.GetString()!] =
                new(source.GetString()!, font.Find("fontDisplay") is { ValueKind: JsonValueKind.String } display ? display.GetString()! : "auto");
        }
    }

    private static bool IsPage(string address) => address.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
