using System.Text;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.PullRequests;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.PullRequests;

/// <summary>k6 scripts of a repository that are plans of their own.</summary>
public sealed class RepositoryScriptTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Shop = """
        import http from 'k6/http';
        export const options = { vus: 3, duration: '10s', thresholds: { http_req_failed: ['rate<0.01'] } };
        export default function () { http.get('https://shop.example/'); }
        """;

    private static readonly string Deployed = Shop.Replace("'https://shop.example/'", "`${__ENV.BASE_URL || 'http://localhost'}/`", StringComparison.Ordinal);

    private readonly RecordingDurableClient _durable = new();
    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_script_is_a_plan_with_the_name_of_its_file()
    {
        Add("Shop_Test.js", Shop);
        RunRecord run = await OpenedAsync();
        _bench.PullRequests.Files.Clear();

        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        OpenRun open = await _bench.Get<RunFiles>().OpenAsync(run.RunId, default);
        Assert.Equal(("shop-test", "https://shop.example/"), (open.Record.Plan, open.Target.AbsoluteUri));
        Assert.Equal(3, Assert.IsType<UserModel>(open.Plan.Load[0].Model).Stages[0].To);
        Assert.Equal("default.errors < 1%", Assert.Single(open.Plan.Budgets).Expression);
        Assert.Equal(Shop, Encoding.UTF8.GetString(open.Source.Files.Find("Shop_Test.js")!.Content!));
    }

    [Fact]
    public async Task Scripts_that_belong_to_another_plan_are_not_plans()
    {
        _bench.PullRequests.Plan = $"{Samples.LoadPlan}\nk6: {{ file: perf/named.js }}";
        _bench.PullRequests.More[".github/perf/web.yml"] = "version: 1\nname: web\nk6: { file: also-named.js, files: [ data.js ] }\nload: {}";
        foreach (string plan in (string[])["named.js", "also-named.js", "data.js", "shop.js", "smoke.ts", "bundled.bundle.js", "bundled.ts"])
        {
            Add(plan, Shop);
        }

        Add("lib.js", "import http from 'k6/http';\nexport default class Api { get() { return http.get('/'); } }");
        Add("uses-lib.js", "import Api from './lib';\nexport const options = {};\nexport default () => new Api().get();");
        Add("users.js", "export default [ 'anna' ];");
        Add("helpers.js", "import { check } from 'k6';\nexport const ok = (r) => check(r, {});");
        Add("types.d.ts", Shop);
        Add("readme.md", Shop);

        PullRequestContext of = Samples.PullRequest;
        Assert.Equal(
            [".github/perf.yml", ".github/perf/web.yml", .. ((string[])["bundled.bundle.js", "shop.js", "smoke.ts", "uses-lib.js"]).Select(f => $".github/perf/{f}")],
            await _bench.Get<RepositoryPlans>().ListAsync(of, default));
    }

    [Fact]
    public async Task A_script_beside_a_plan_gets_a_run_of_its_own_and_one_that_the_plan_names_does_not()
    {
        _bench.PullRequests.More[".github/perf/named.yml"] =
            "version: 1\nname: named\ntarget: https://shop.example\nk6: { file: shop.js }\nload: { s: { users: { count: 1, for: 5s }, flow: [ { k6: default } ] } }";
        Add("shop.js", Shop);
        Add("api.js", Shop);
        RunRecord run = await OpenedAsync();

        RunRecord beside = await _bench.Runs.GetAsync(Assert.Single(_durable.Runs), default);
        Assert.Equal((".github/perf/named.yml", ".github/perf/api.js"), (run.PullRequest!.PlanPath, beside.PullRequest!.PlanPath));
        await OpenAsync(beside.RunId);
        Assert.Equal(["named", "api"], [await PlannedAsync(run.RunId), await PlannedAsync(beside.RunId)]);
    }

    [Theory]
    [InlineData("shop.js", "import http from 'k6/http';\n// import { a } from './a.js';\nimport {\n  list,\n} from './lib.js';\n", 5, "'./lib.js' is a file of its own")]
    [InlineData("shop.js", "import { uuid } from 'https://jslib.k6.io/k6-utils/1.4.0/index.js';\n", 1, "'https://jslib.k6.io/k6-utils/1.4.0/index.js' is a file of its own")]
    [InlineData("shop.ts", "", 1, "TypeScript has to be made JavaScript")]
    public async Task A_script_that_has_to_be_bundled_fails_its_check_and_says_how(string file, string before, int line, string why)
    {
        Add(file, $"{before}{Shop}");
        RunRecord run = await OpenedAsync();

        RunStop stop = (await _bench.PlanAsync(run.RunId)).Stop!;
        Assert.Equal((RunOutcome.NoData, false, "shop"), (stop.Outcome, stop.Quiet, run.Plan));
        Assert.StartsWith($"The script has 1 mistake:\n- .github/perf/{file} line {line}: {why}", stop.Reason, StringComparison.Ordinal);
        Assert.EndsWith($"run 'perf bundle .github/perf/{file}' and commit .github/perf/shop.bundle.js beside it", stop.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import sql from 'k6/x/sql';\nimport ws from 'k6/experimental/redis';\nexport default () => sql.open(ws);", ".github/perf/shop.js line 1, column 17: 'k6/x/sql' is an extension", ".github/perf/shop.js line 2, column 16: there is no module 'k6/experimental/redis'")]
    [InlineData("import http from 'k6/http';\nfor (;;);\nexport default () => http.get('https://shop.example');", ".github/perf/shop.js: runs more than")]
    [InlineData("import http from 'k6/http';\nconst rows = []; while (rows.push(new Array(1000).fill(0)));\nexport default () => http.get('https://shop.example');", ".github/perf/shop.js: ")]
    [InlineData("import http from 'k6/http';\nexport const options = { thresholds: { vus: ['value>1'] } };\nexport default () => http.get('https://shop.example');", ".github/perf/shop.js line 2: threshold 'vus: value>1' cannot be evaluated")]
    public async Task A_script_that_cannot_be_run_fails_its_check_with_all_reasons(string script, params string[] reasons)
    {
        Add("shop.js", script);
        RunRecord run = await OpenedAsync();

        RunStop stop = (await _bench.PlanAsync(run.RunId)).Stop!;
        Assert.Equal((RunOutcome.NoData, false), (stop.Outcome, stop.Quiet));
        Assert.All(reasons, reason => Assert.Contains(reason, stop.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_that_reads_its_base_url_waits_for_a_deployment_and_runs_at_its_address()
    {
        Add("shop.js", Deployed);
        RunRecord pushed = await OpenedAsync();
        Assert.True((await _bench.PlanAsync(pushed.RunId)).Stop is { Quiet: true, Reason: "The plan names no target, so its runs start from a deployment." });

        PullRequestContext at = Samples.PullRequest with { DeploymentUrl = "https://pr-17.shop.example/", Environment = "preview" };
        RunRecord run = await OpenedAsync(at, RunTrigger.Deployment);
        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        OpenRun open = await _bench.Get<RunFiles>().OpenAsync(run.RunId, default);
        Assert.Equal("https://pr-17.shop.example/", open.Target.AbsoluteUri);
        Assert.Equal("https://pr-17.shop.example", Assert.IsType<K6Step>(open.Plan.Load[0].Flow[0]).Script.At(open.Target).Environment["BASE_URL"]);
        Assert.DoesNotContain("pr-17", open.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_held_to_verified_targets_as_any_plan()
    {
        await using Bench strict = await Bench.StartAsync(azurite, null, "Perf:Targets:Allowed=other.example", "Perf:Targets:Local=false");
        strict.PullRequests.Files[".github/perf/shop.js"] = Encoding.UTF8.GetBytes(
            Shop.Replace("http.get(", "http.get('https://victim.example/'); http.get(", StringComparison.Ordinal).Replace("shop.example", "other.example", StringComparison.Ordinal));
        RunRecord run = await OpenedAsync(Samples.PullRequest, bench: strict);

        RunStop stop = (await strict.PlanAsync(run.RunId)).Stop!;
        Assert.Contains("victim.example", stop.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_held_to_quotas_as_any_plan()
    {
        Add("shop.js", Shop.Replace("vus: 3", "vus: 50000", StringComparison.Ordinal));
        RunStop stop = (await _bench.PlanAsync((await OpenedAsync()).RunId)).Stop!;
        Assert.Contains("(got '50000')", stop.Reason, StringComparison.Ordinal);

        // The lines of the plan that it becomes are not those of the script.
        Assert.DoesNotContain("line", stop.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_asks_for_secrets_gets_none_for_a_fork()
    {
        Add("shop.js", $"import secrets from 'k6/secrets';\n{Shop.Replace("http.get(", "secrets.get('token').then(console.log); http.get(", StringComparison.Ordinal)}");
        RunRecord run = await OpenedAsync(Samples.PullRequest with { IsFork = true }, RunTrigger.Command);
        Assert.Equal("The plan uses secrets, but commits from forks do not receive secrets.", (await _bench.PlanAsync(run.RunId)).Stop!.Reason);
    }

    [Fact]
    public async Task A_script_of_a_deployed_fork_waits_for_approval_and_of_a_merge_queue_is_skipped()
    {
        Add("shop.js", Deployed);
        RunRecord fork = await OpenedAsync(Samples.PullRequest with { IsFork = true, DeploymentUrl = "https://pr-17.shop.example" }, RunTrigger.Deployment);
        Assert.True((await _bench.PlanAsync(fork.RunId)).Stop is { Quiet: true });
        Assert.Null(await _bench.Blobs.FindPlanAsync(fork.RunId, default));

        RunRecord queued = await OpenedAsync(Samples.PullRequest with { Number = null }, RunTrigger.MergeQueue);
        Assert.StartsWith("shop: commits of a merge queue", _bench.PullRequests.Skipped[queued.RunId], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_a_script_opens_are_read_beside_it()
    {
        Add("shop.js", $"const users = JSON.parse(open('./data/users.json'));\n{Shop.Replace("vus: 3", "vus: users.length", StringComparison.Ordinal)}");
        Add("data/users.json", "[ 1, 2, 3, 4 ]");
        RunRecord run = await OpenedAsync();

        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        OpenRun open = await _bench.Get<RunFiles>().OpenAsync(run.RunId, default, forLoad: true);
        Assert.Equal(4, Assert.IsType<UserModel>(open.Plan.Load[0].Model).Stages[0].To);
        Assert.NotNull(open.Source.Files.Find("data/users.json")!.Content);
    }

    [Fact]
    public async Task Files_whose_paths_follow_from_others_are_read_too()
    {
        Add("shop.js", $$"""
            import grpc from 'k6/net/grpc';
            const names = JSON.parse(open('names.json'));
            const rows = names.flatMap((name) => JSON.parse(open(`data/${name}.json`)));
            const client = new grpc.Client();
            client.load(['protos'], 'shop.proto');
            {{Shop.Replace("vus: 3", "vus: rows.length", StringComparison.Ordinal)}}
            """);
        Add("names.json", "[ \"a\", \"b\" ]");
        Add("data/a.json", "[ 1, 2 ]");
        Add("data/b.json", "[ 3, 4, 5 ]");
        Add("protos/shop.proto", "syntax = \"proto3\"; package shop; import \"item.proto\"; message Order { Item item = 1; }");
        Add("protos/item.proto", "syntax = \"proto3\"; package shop; message Item { int32 id = 1; }");
        RunRecord run = await OpenedAsync();

        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        OpenRun open = await _bench.Get<RunFiles>().OpenAsync(run.RunId, default, forLoad: true);
        Assert.Equal(5, Assert.IsType<UserModel>(open.Plan.Load[0].Model).Stages[0].To);
        Assert.Equal(6, open.Source.Files.All.Count);
    }

    [Fact]
    public async Task A_command_finds_a_script_by_the_name_of_its_plan()
    {
        _bench.PullRequests.Plan = Samples.LoadPlan;
        Add("shop2.bundle.js", Shop);
        _bench.PullRequests.Open = Samples.PullRequest;
        PullRequestCommand command = new() { Kind = CommandKind.Run, Where = Samples.PullRequest, Sender = "octocat", Plan = "shop2", RunId = "20260305050607089-c1" };

        Assert.Null(await _bench.Get<CommandRuns>().StartAsync(_durable, command, default));
        Assert.Equal(".github/perf/shop2.bundle.js", (await _bench.Runs.GetAsync(command.RunId, default)).PullRequest!.PlanPath);
    }

    private void Add(string file, string text) => _bench.PullRequests.Files[$".github/perf/{file}"] = Encoding.UTF8.GetBytes(text);

    private async Task<RunRecord> OpenedAsync(PullRequestContext? of = null, RunTrigger trigger = RunTrigger.PullRequest, Bench? bench = null)
    {
        RunRecord run = await (bench ?? _bench).AddRunAsync(null, of ?? Samples.PullRequest, trigger);
        await OpenAsync(run.RunId, bench);
        return await (bench ?? _bench).Runs.GetAsync(run.RunId, default);
    }

    private async Task OpenAsync(string runId, Bench? bench = null) =>
        Assert.Null((await (bench ?? _bench).Make<OpenPullRequest>().RunAsync(new RunRequest(runId), _durable, new TestFunctionContext())).Problem);

    private async Task<string> PlannedAsync(string runId)
    {
        Assert.Null((await _bench.PlanAsync(runId)).Stop);
        return (await _bench.Runs.GetAsync(runId, default)).Plan;
    }
}
