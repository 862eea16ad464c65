using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Starting;

public sealed class ClaimStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private Bench _bench = null!;

    private ClaimStore Claims => _bench.Get<ClaimStore>();

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Of_twenty_claims_at_once_one_names_the_run_for_all()
    {
        string[] told = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Claims.ClaimAsync("http", "key", $"run-{n}", default)));
        Assert.Single(told.Distinct());
        Assert.Equal(told[0], await Claims.ClaimAsync("http", "key", "run-late", default));
    }

    [Theory]
    [InlineData("a/b\\c#d?e")]
    [InlineData(" \t\r\n\u0001")]
    [InlineData("ключ 🔑")]
    [InlineData("")]
    public async Task Any_text_can_be_a_key(string key)
    {
        Assert.Equal("first", await Claims.ClaimAsync("http", key, "first", default));
        Assert.Equal("first", await Claims.ClaimAsync("http", key, "second", default));
    }

    [Fact]
    public async Task A_key_of_a_hundred_thousand_characters_is_a_key_and_differs_from_its_neighbour()
    {
        string key = new('k', 100_000);
        await Claims.ClaimAsync("http", key, "first", default);
        Assert.Equal("second", await Claims.ClaimAsync("http", key + "k", "second", default));
    }

    [Fact]
    public async Task One_key_from_two_sources_names_two_runs()
    {
        await Claims.ClaimAsync("github", "key", "first", default);
        Assert.Equal("second", await Claims.ClaimAsync("http", "key", "second", default));
    }
}
