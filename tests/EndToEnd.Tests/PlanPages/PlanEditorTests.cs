using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests.PlanPages;

/// <summary>The editor of plans in a real browser.</summary>
public sealed class PlanEditorTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_service_finds_wrong_is_marked_in_its_line_and_leads_there()
    {
        IPage page = await browser.OpenAsync(service, "/plans/new");
        await WriteAsync(page, PlanText(NewName(), "http://127.0.0.1:9").Replace("20/s", "20", StringComparison.Ordinal));

        ILocator line = page.Locator("#problems button");
        await line.WaitForAsync();
        Assert.Equal("Line 6", await line.InnerTextAsync());
        Assert.Contains("load.browse.arrivals.rate: a bare number", await page.Locator("#problems").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("20", await page.Locator(".cm-line:nth-child(6) .cm-lintRange-error").InnerTextAsync());

        await line.ClickAsync();
        Assert.Equal("20", await page.EvaluateAsync<string>("() => getSelection().toString()"));
        await page.Keyboard.InsertTextAsync("20/s");
        await CheckedAsync(page, "Valid");
        Assert.Equal(0, await page.Locator("#problems li, .cm-lintRange-error").CountAsync());
        Assert.Contains("20 arrivals/s", await page.Locator("#forecast").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_plan_is_completed_saved_and_started_with_the_keyboard_alone()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        string name = NewName();
        IPage page = await browser.OpenAsync(service, "/plans/new");
        await WriteAsync(page, PlanText(name, target.Address.ToString().TrimEnd('/')));

        // A key with its description, the keys of its first item, and a value out of few.
        await page.Keyboard.TypeAsync("audi");
        await page.Locator(".cm-tooltip-autocomplete li[aria-selected]").GetByText("audits", new() { Exact = true }).WaitForAsync();
        Assert.NotEqual("", await page.Locator(".cm-completionInfo").InnerTextAsync());
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+Backspace");
        await page.Keyboard.TypeAsync("pages:\n");
        await page.Keyboard.TypeAsync("home:\n");
        await page.Keyboard.PressAsync("Control+Space");
        await page.Locator(".cm-tooltip-autocomplete li").GetByText("path", new() { Exact = true }).WaitForAsync();
        await page.Keyboard.TypeAsync("path: /\ndevice: ");
        await page.Locator(".cm-tooltip-autocomplete li").GetByText("desktop", new() { Exact = true }).WaitForAsync();
        Assert.Equal(["mobile", "desktop"], await page.Locator(".cm-completionLabel").AllInnerTextsAsync());
        await page.Keyboard.TypeAsync("desk");
        await page.Locator(".cm-tooltip-autocomplete li:only-child").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("\nruns: 1");
        await CheckedAsync(page, "Valid");

        await page.Keyboard.PressAsync("Control+S");
        await page.Locator("#state").GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        Assert.EndsWith($"/plans/{name}/edit", page.Url, StringComparison.Ordinal);
        string stored = await service.Http.GetStringAsync($"/api/plans/{name}", Test);
        Assert.EndsWith("pages:\n  home:\n    path: /\n    device: desktop\n    runs: 1", stored, StringComparison.Ordinal);

        await LeaveByTabAsync(page);
        await page.Locator("#start").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/runs/*");
        Assert.Equal(name, (await service.EndOfAsync(page.Url.Split('/')[^1])).Plan);
        Assert.Empty(browser.Errors);
    }

    // By the form that a map has already, in block and flow style, for a list without an item, and for values.
    [Fact]
    public async Task What_a_place_allows_and_does_not_have_yet_is_offered()
    {
        IPage page = await browser.OpenAsync(service, "/plans/new");
        Assert.Equal(["for"], await OfferedAsync(page, "load:\n  browse:\n    arrivals: { rate: 10/s, "));
        string[] networks = await OfferedAsync(page, "pages:\n  home:\n    network: ");
        Assert.Equal(["slow-3g", "3g", "slow-4g", "4g", "cable", "none"], networks.Take(6));

        string[] root = await OfferedAsync(page, "version: 1\n");
        Assert.Equal("name", root[0]);
        Assert.DoesNotContain("version", root);

        string[] request = await OfferedAsync(page, "load:\n  browse:\n    flow:\n      - get: /\n        ");
        Assert.Contains("expect", request);
        Assert.DoesNotContain("post", request);
        Assert.DoesNotContain("pause", request);
        Assert.Equal(["- get", "- pause"], (await OfferedAsync(page, "load:\n  browse:\n    flow:\n      ")).Intersect(["- get", "- pause", "get"]));
    }

    [Fact]
    public async Task Who_leaves_a_text_that_is_not_saved_is_asked()
    {
        IPage page = await browser.OpenAsync(service, "/plans/new");
        List<string> asked = [];
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.AcceptAsync();
        };
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.TypeAsync("#");
        await page.GotoAsync("/plans");
        Assert.Equal([DialogType.BeforeUnload], asked);
    }

    [Fact]
    public async Task A_text_is_changed_on_a_phone_and_keeps_its_files_and_gets_another()
    {
        string name = NewName();
        string text = $$"""
            version: 1
            name: {{name}}
            target: http://127.0.0.1:9
            feeds: { users: { file: data/users.csv } }
            load: { s: { users: { count: 1, for: 1s }, flow: [ { get: '/${users.name}' } ] } }

            """;
        using (var form = new MultipartFormDataContent { { new StringContent(text), "plan" } })
        {
            form.Add(new StringContent("name\nanna\n"), "file", "data/users.csv");
            Assert.True((await service.Http.PutAsync($"/api/plans/{name}", form, Test)).IsSuccessStatusCode);
        }

        IPage page = await browser.OpenAsync(service, $"/plans/{name}/edit", 360);
        Assert.Contains("data/users.csv", await page.Locator("#files").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await PageBrowser.IsTooWideAsync(page));
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.InsertTextAsync("functions: { file: lib/more.js }\n");
        await page.Locator("#files").GetByText("lib/more.js").WaitForAsync();

        await page.Locator("#file").SetInputFilesAsync(
            new FilePayload { Name = "more.js", MimeType = "text/javascript", Buffer = "function one() { return 1; }"u8.ToArray() });
        await CheckedAsync(page, "Valid");
        await page.Locator("#save").ClickAsync();
        await page.Locator("#state").GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        using JsonDocument files = JsonDocument.Parse(await service.Http.GetStringAsync($"/api/plans/{name}/files", Test));
        Assert.Equal(["data/users.csv", "lib/more.js"], files.RootElement.EnumerateArray().Select(f => f.GetProperty("path").GetString()).Order());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Markup_in_the_name_of_a_plan_or_a_request_stays_text()
    {
        IPage page = await browser.OpenAsync(service, "/plans/%3Cimg%20src=x%3E/edit");
        Assert.Contains("There is no stored plan '<img src=x>'", await page.Locator("#problem").InnerTextAsync(), StringComparison.Ordinal);

        page = await browser.OpenAsync(service, "/plans/new");
        await WriteAsync(page, PlanText("'<img src=x>'", "http://127.0.0.1:9"));
        await page.Locator("#problems").GetByText("got '<img src=x>'").WaitForAsync();
        await WriteAsync(page, PlanText("markup", "http://127.0.0.1:9").Replace("/ }", "/, name: '<img src=x>' }", StringComparison.Ordinal));
        await CheckedAsync(page, "Valid");
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
    }

    // Tab alone indents; after Escape it leads out.
    private static async Task LeaveByTabAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Tab");
        Assert.False(await page.EvaluateAsync<bool>("() => document.querySelector('.cm-editor').contains(document.activeElement)"));
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(text);
    }

    private static async Task<string[]> OfferedAsync(IPage page, string text)
    {
        await WriteAsync(page, text);
        await page.Keyboard.PressAsync("Control+Space");
        await page.Locator(".cm-tooltip-autocomplete").WaitForAsync();
        string[] offered = [.. await page.Locator(".cm-tooltip-autocomplete .cm-completionLabel").AllInnerTextsAsync()];
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".cm-tooltip-autocomplete").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        return offered;
    }

    private static Task CheckedAsync(IPage page, string state) =>
        page.WaitForFunctionAsync("state => document.getElementById('checking').textContent === state", state);

    private static string NewName() => string.Create(CultureInfo.InvariantCulture, $"edited-{Guid.NewGuid():N}")[..20];

    private static string PlanText(string name, string target) => $$"""
        version: 1
        name: {{name}}
        target: {{target}}
        load:
          browse:
            arrivals: { rate: 20/s, for: 1s }
            flow: [ { get: / } ]
        budgets: [ browse.errors < 100% ]

        """;
}
