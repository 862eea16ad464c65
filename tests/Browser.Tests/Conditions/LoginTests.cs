using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Conditions;

public sealed class LoginTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Head = "<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>";

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["/login"] = Head + """
            <input id="user"><input id="word" type="password"><button id="go">Go</button>
            <script>
            go.onclick = async () => {
              await fetch('/check', { method: 'POST', body: user.value + ':' + word.value });
              document.cookie = 'session=1';
              localStorage.token = 'abc';
              const open = indexedDB.open('store');
              open.onupgradeneeded = () => open.result.createObjectStore('keys').put('kept', 'one');
            };
            </script>
            """,
        ["/"] = Head + """
            <script>
            const open = indexedDB.open('store');
            open.onsuccess = () => {
              const names = [...open.result.objectStoreNames];
              const tell = kept => fetch(`/state?${document.cookie} ${localStorage.token} ${kept}`);
              if (!names.length) tell('none');
              else { const get = open.result.transaction('keys').objectStore('keys').get('one'); get.onsuccess = () => tell(get.result); }
            };
            </script>
            """,
    };

    private static JourneyStep[] Steps(string button) =>
        [new(null, new OpenAct("/login")), new(null, new FillAct("#user", "anna")), new(null, new FillAct("#word", "hunter2")), new("enter", new ClickAct(button))];

    [Fact]
    public async Task A_login_is_done_once_and_each_load_starts_with_what_it_left()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(Pages);

        AuditedPage page = await fixture.AuditAsync(new("page", site.Address, new() { Login = Steps("#go") }, 2));

        Assert.All(page.Measurement.Loads, load => Assert.Null(load.Failure));
        Assert.Single(site.Of("/check"));
        Assert.Equal(["?session=1 abc kept", "?session=1 abc kept"], site.Of("/state"));
        Assert.DoesNotContain(page.Measurement.Loads[0].Values.Keys, key => key.StartsWith("step.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_that_fails_is_tried_once_and_tells_its_step_and_not_what_was_typed()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(Pages);

        AuditedPage page = await fixture.AuditAsync(new("page", site.Address, new() { Login = Steps("#gone") }, 2));

        Assert.All(page.Measurement.Loads, load => Assert.Equal("The login failed: Step 'enter': nothing matches '#gone'.", load.Failure));
        Assert.Single(site.Of("/login"));
        Assert.Empty(site.Of("/"));
    }
}
