using System.Net;
using System.Text;
using System.Text.Json;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Text;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class EchoedSecretTests(AzuriteFixture azurite)
{
    private const string Secret = "s3cr&t <Wert> für 'alle'?";

    private const string Plan = """
        version: 1
        name: shop
        target: https://shop.example
        pages:
          home: { path: /, headers: { x-token: '${secret(token)}' } }
        budgets: [ home.lcp < 2.5s ]
        """;

    /// <summary>What a page can write a secret as.</summary>
    public static TheoryData<string> Forms =>
    [
        Secret,
        Uri.EscapeDataString(Secret),
        Uri.EscapeDataString(Secret).Replace("%3C", "%3c", StringComparison.Ordinal).Replace("%C3%BC", "%c3%bc", StringComparison.Ordinal).Replace("%3E", "%3e", StringComparison.Ordinal).Replace("%3F", "%3f", StringComparison.Ordinal),
        WebUtility.UrlEncode(Secret),
        WebUtility.HtmlEncode(Secret),
        JsonSerializer.Serialize(Secret).Trim('"'),
        .. Enumerable.Range(0, 3).Select(before => Base64(before)),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_secret_that_a_page_repeats_anywhere_is_not_kept(string form)
    {
        await using Bench bench = await Bench.StartAsync(azurite, null, $"Perf:Secrets:token={Secret}");
        RunRecord run = await bench.AddRunAsync(Plan);
        bench.Auditor.Audit = (target, _) => Task.FromResult(Echo(target, form));

        await bench.Make<AuditPage>().RunAsync(new PageAudit(run.RunId, "home"), new TestFunctionContext());

        PageMeasurement kept = (await bench.Blobs.FindPageAsync(run.RunId, "home", default))!;
        Assert.DoesNotContain(form, JsonSerializer.Serialize(kept, PerfJson.Options), StringComparison.Ordinal);
        Assert.DoesNotContain(form, string.Join('\n', kept.Loads[0].Values.Keys.Append(kept.Loads[0].LcpElement).Concat(kept.Median!.Errors)), StringComparison.Ordinal);
        Assert.DoesNotContain(form, string.Join('\n', [kept.Loads[0].Document!.Address, .. kept.Loads[0].Remarks, .. kept.Loads[0].Unfinished.Keys]), StringComparison.Ordinal);
        Assert.Equal(1000, kept.Loads[0].Values["lcp"]);
        Assert.Equal(7, kept.Loads[0].Values[$"mark.a-{SecretForms.Removed}-b"], tolerance: 0);
    }

    private static PageMeasurement Echo(AuditTarget target, string form)
    {
        PageMeasurement page = Samples.Measured(target);
        string echo = $"a-{form}-b";
        return page with
        {
            Loads = [.. page.Loads.Select(load => load with
            {
                Values = new Dictionary<string, double>(load.Values) { [$"mark.{echo}"] = 7 }, LcpElement = echo, LcpFrame = echo, Failure = echo, Noise = echo,
                Unfinished = new Dictionary<string, double> { [$"mark.{echo}"] = 7 }, Document = new(echo, 200), Remarks = [echo],
            })],
            Refused = [echo],
            Median = new LoadDetail
            {
                Load = 1,
                Lcp = new(echo, echo, 1, 1, 1, 1),
                Shifts = [new(1, 1, [echo])],
                LongTasks = [new(1, 1, echo)],
                Findings = [new(FindingKind.Font, echo, echo, 1, 1)],
                Errors = [echo],
                Waterfall = [new RequestTiming { Address = echo, Type = "image", Start = 0, End = 1 }],
            },
        };
    }

    // Whatever stands before it moves the secret to another place in the groups of three bytes.
    private static string Base64(int before)
    {
        string whole = Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(Secret)]);
        return whole[((before * 8 + 5) / 6)..((before + Encoding.UTF8.GetByteCount(Secret)) * 8 / 6)];
    }
}
