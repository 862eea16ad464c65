using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class AuditPageTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Plan = """
        version: 1
        name: shop
        target: https://pr.shop.example/eu
        audit: { against: 'https://main.shop.example/eu', runs: 2, maxRuns: 4, spread: 20% }
        pages:
          home:
            path: /cart
            cache: warm
            cookies: { session: 'id-${secret(session)}' }
            headers: { x-key: '${secret(key)}', x-plain: 'a$${b}' }
            login: [ { fill: { '#password': '${secret(password)}' } } ]
            steps: [ { fill: { '#card': '${secret(card)}' } }, { fill: { '#name': Anna } }, { click: '#pay', name: pay } ]
        budgets: [ home.lcp regression < 10% ]
        """;

    private readonly List<AuditTarget> _asked = [];
    private Bench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await Bench.StartAsync(
            azurite, null, "Perf:Secrets:session=s1", "Perf:Secrets:key=k1", "Perf:Secrets:password=p1", "Perf:Secrets:card=c1");
        _bench.Auditor.Audit = (target, _) =>
        {
            _asked.Add(target);
            return Task.FromResult(Measured(target));
        };
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_page_is_loaded_as_the_plan_says_with_its_secrets_filled_in()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        await AuditAsync(run, 0);

        AuditTarget asked = Assert.Single(_asked);
        Assert.Equal(("https://pr.shop.example/eu/cart", "https://main.shop.example/eu/cart"), (asked.Address.AbsoluteUri, asked.Base!.AbsoluteUri));
        Assert.Equal(("https://pr.shop.example/eu", "https://main.shop.example/eu"), (asked.Root.AbsoluteUri, asked.BaseRoot!.AbsoluteUri));
        Assert.Equal((2, 4, 0.2, true, true), (asked.Runs, asked.MaxRuns, asked.Spread, asked.KeepEvidence, asked.Conditions.WarmLoad));
        Assert.Equal("id-s1", asked.Conditions.Cookies["session"]);
        Assert.Equal(["k1", "a${b}"], asked.Conditions.Headers.Values);
        Assert.Equal([new JourneyStep(null, new FillAct("#password", "p1") { IsSecret = true })], asked.Conditions.Login);
        Assert.Equal([new JourneyStep(null, new FillAct("#card", "c1") { IsSecret = true }), new JourneyStep(null, new FillAct("#name", "Anna")), new JourneyStep("pay", new ClickAct("#pay"))], asked.Steps);
    }

    [Fact]
    public async Task Further_loads_join_those_before_on_both_sides_and_leave_the_evidence_as_it_is()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        await AuditAsync(run, 0);
        Assert.Equal(5, (await AuditAsync(run, 3)).Loads);

        Assert.Equal((3, 3, false), (_asked[1].Runs, _asked[1].MaxRuns, _asked[1].KeepEvidence));
        PageMeasurement page = (await _bench.Blobs.FindPageAsync(run.RunId, "home", default))!;
        Assert.Equal([1, 2, 3, 4, 5], page.Loads.Select(l => l.Number));
        Assert.Equal([1, 2, 3, 4, 5], page.BaseLoads.Select(l => l.Number));
        Assert.Equal([1, 2], page.Repeated.Select(l => l.Number));
        Assert.Equal([1, 2], page.BaseRepeated.Select(l => l.Number));
        Assert.Equal([EvidenceFiles.Screenshot], page.Evidence);
        Assert.Equal(new BenchmarkIndex(2, 3), page.Environment.Benchmark);
    }

    [Fact]
    public async Task A_round_of_further_loads_that_comes_again_adds_nothing_and_says_the_same()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        await AuditAsync(run, 0);
        AuditResult[] first = [await AuditAsync(run, 3, round: 1), await AuditAsync(run, 2, round: 2)];
        AuditResult[] again = [await AuditAsync(run, 2, round: 2), await AuditAsync(run, 3, round: 1)];

        Assert.Equal([5, 7], first.Select(r => r.Loads));
        Assert.All(again, r => Assert.Equal(first[1], r));
        Assert.Equal(3, _asked.Count);
        PageMeasurement page = (await _bench.Blobs.FindPageAsync(run.RunId, "home", default))!;
        Assert.Equal((7, 7, 2), (page.Loads.Count, page.BaseLoads.Count, page.Rounds));
    }

    [Fact]
    public async Task A_page_whose_evidence_storage_does_not_take_keeps_its_numbers()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        BlobClient blob = _bench.Get<ResultStorage>().Blobs.GetBlobClient($"runs/{run.RunId}/pages/home/{EvidenceFiles.Screenshot}");
        await blob.UploadAsync(BinaryData.FromString("held"), TestContext.Current.CancellationToken);
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, (await AuditAsync(run, 0)).Loads);

        PageMeasurement page = (await _bench.Blobs.FindPageAsync(run.RunId, "home", default))!;
        Assert.Equal((2, 0, "storage did not accept it"), (page.Loads.Count, page.Evidence.Count, page.EvidenceMissing));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure_and_not_a_stop()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        _bench.Auditor.Audit = (_, _) => Task.FromException<PageMeasurement>(new TaskCanceledException("It took longer than the time-out."));

        await Assert.ThrowsAsync<TaskCanceledException>(() => AuditAsync(run, 0));
    }

    [Fact]
    public async Task A_page_that_is_loaded_against_another_address_needs_no_baseline_to_ask_for_further_pairs()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        await AuditAsync(run, 0);
        Assert.InRange(await _bench.Make<FindFurtherLoads>().RunAsync(new PageAudit(run.RunId, "home"), new TestFunctionContext()), 1, 28);
    }

    [Theory]
    [InlineData("https://main-{pr}.shop.example", "The 'against' address 'https://main-{pr}.shop.example' has a placeholder that only a pull request can fill.")]
    [InlineData("https://{branch}", "has a place")]
    public async Task An_address_to_compare_with_that_cannot_be_filled_in_ends_the_run_before_anything_is_loaded(string against, string reason)
    {
        RunRecord run = await _bench.AddRunAsync(Plan.Replace("https://main.shop.example/eu", against, StringComparison.Ordinal));
        RunStop stop = (await _bench.PlanAsync(run.RunId)).Stop!;
        Assert.Equal((RunOutcome.NoData, false), (stop.Outcome, stop.Quiet));
        Assert.Contains(reason, stop.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_request_fills_the_address_to_compare_with()
    {
        _bench.PullRequests.Plan = Plan.Replace("https://main.shop.example/eu", "https://base-of-{pr}.shop.example", StringComparison.Ordinal);
        RunRecord run = await _bench.AddRunAsync(pullRequest: Samples.PullRequest, trigger: RunTrigger.PullRequest);
        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        await AuditAsync(run, 0);
        Assert.Equal("https://base-of-17.shop.example/cart", Assert.Single(_asked).Base!.AbsoluteUri);
    }

    [Fact]
    public async Task A_secret_of_a_page_that_is_not_set_ends_the_run_and_a_fork_is_given_none()
    {
        RunRecord run = await _bench.AddRunAsync(Plan.Replace("secret(card)", "secret(missing)", StringComparison.Ordinal));
        Assert.Contains("not configured: missing.", (await _bench.PlanAsync(run.RunId)).Stop!.Reason, StringComparison.Ordinal);

        _bench.PullRequests.Plan = Plan;
        RunRecord fork = await _bench.AddRunAsync(pullRequest: Samples.PullRequest with { IsFork = true }, trigger: RunTrigger.PullRequest);
        Assert.Contains("commits from forks do not receive secrets", (await _bench.PlanAsync(fork.RunId)).Stop!.Reason,
            StringComparison.Ordinal);
    }

    private Task<AuditResult> AuditAsync(RunRecord run, int further, int round = 1) => _bench.Make<AuditPage>().RunAsync(
        new PageAudit(run.RunId, "home") { Further = further, Round = further > 0 ? round : 0 }, new TestFunctionContext());

    private PageMeasurement Measured(AuditTarget target)
    {
        PageMeasurement page = Samples.Measured(target);
        return page with
        {
            Environment = page.Environment with { Benchmark = new BenchmarkIndex(_asked.Count + 1, _asked.Count + 1) },
            BaseAddress = target.Base,
            BaseLoads = page.Loads,
            Repeated = [new PageLoad { Number = 1, Noise = "other work" }],
            BaseRepeated = [new PageLoad { Number = 1, Noise = "its pair" }],
        };
    }
}
