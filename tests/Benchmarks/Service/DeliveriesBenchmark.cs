using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfFunctions.Azurite;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Benchmarks.Service;

/// <summary>Delivers as many webhooks at once as a busy organisation's merge train, while the runs that they ask for are planned.</summary>
internal static class DeliveriesBenchmark
{
    private const string Secret = "a webhook's secret";
    private const int WarmUp = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task<DeliveryFigures> RunAsync(int count, int atOnce, int behind, StandardError progress, CancellationToken cancellationToken)
    {
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            AzuriteConfig.Load(), new() { FreePorts = true, InMemory = true }, TimeProvider.System, cancellationToken);
        await using GitHubTarget gitHub = await GitHubTarget.StartAsync();
        var hub = new TaskHub(azurite.ConnectionString, "Bench" + Guid.NewGuid().ToString("N")[..8]);
        var settings = new Dictionary<string, string>
        {
            ["Perf__GitHub__Token"] = "a-token",
            ["Perf__GitHub__WebhookSecret"] = Secret,
            ["Perf__GitHub__BaseAddress"] = gitHub.Address.ToString(),
        };
        await using LocalService service = await LocalService.StartAsync(
            new(7199) { Hub = hub, Environment = settings }, TimeProvider.System, progress.Report, cancellationToken);
        using var http = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(5) };

        // The first deliveries compile what the others find.
        await DeliverAllAsync(http, Enumerable.Range(0, WarmUp), WarmUp, cancellationToken);
        await EndAsync(gitHub, WarmUp, cancellationToken);
        if (behind > 0)
        {
            await DeliverAllAsync(http, Enumerable.Range(WarmUp, behind), atOnce, cancellationToken);
            await EndAsync(gitHub, WarmUp + 1, cancellationToken);
        }

        int before = gitHub.Ended;
        progress.Report($"Delivering {count} times, {atOnce} at once …");
        long start = Stopwatch.GetTimestamp();
        (int accepted, double[] times) = await DeliverAllAsync(http, Enumerable.Range(WarmUp + behind, count), atOnce, cancellationToken);
        TimeSpan answered = Stopwatch.GetElapsedTime(start);
        return new(accepted, new(times), answered, gitHub.Ended - before);
    }

    private static async Task<(int Accepted, double[] Ascending)> DeliverAllAsync(
        HttpClient http, IEnumerable<int> numbers, int atOnce, CancellationToken cancellationToken)
    {
        int accepted = 0;
        ConcurrentBag<double> times = [];
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken }, async (number, stop) =>
        {
            using HttpRequestMessage delivery = Delivery(number);
            long start = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await http.SendAsync(delivery, stop);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Interlocked.Add(ref accepted, (int)answer.StatusCode == 202 ? 1 : 0);
        });
        return (accepted, [.. times.Order()]);
    }

    private static HttpRequestMessage Delivery(int number)
    {
        string sha = number.ToString("x40", CultureInfo.InvariantCulture);
        byte[] body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            { "action": "synchronize", "number": {{number + 1}}, "sender": { "login": "octocat" },
              "repository": { "name": "shop", "full_name": "octo/shop", "owner": { "login": "octo" }, "default_branch": "main" },
              "pull_request": { "number": {{number + 1}}, "draft": false,
                "head": { "sha": "{{sha}}", "ref": "change-{{number}}", "repo": { "full_name": "octo/shop" } },
                "base": { "sha": "{{new string('b', 40)}}", "ref": "main", "repo": { "full_name": "octo/shop" } } } }
            """));
        var request = new HttpRequestMessage(HttpMethod.Post, "api/github/webhook") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-GitHub-Event", "pull_request");
        request.Headers.Add("X-GitHub-Delivery", Guid.NewGuid().ToString());
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}");
        return request;
    }

    private static async Task EndAsync(GitHubTarget gitHub, int count, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (gitHub.Ended < count)
        {
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                throw new BenchmarkException($"{gitHub.Ended} of {count} runs had ended after {Longest.TotalMinutes:0} min.");
            }

            await Task.Delay(100, cancellationToken);
        }
    }
}
