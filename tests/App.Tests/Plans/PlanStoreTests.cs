using Azure.Storage.Blobs.Models;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.App.Tests.Plans;

public sealed class PlanStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private Bench _bench = null!;

    private PlanStore Plans => _bench.Get<PlanStore>();

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_plan_comes_back_with_its_text_to_the_letter()
    {
        const string Text = "# café\r\nname: shop\n";
        await Plans.SaveAsync("shop", new(Text, PlanFiles.None), new Schedule("0 0 3 * * *"), Samples.Now, default);
        Assert.Equal(Text, await Plans.FindTextAsync("shop", default));
        Assert.Equal(new StoredPlan("shop", "0 0 3 * * *", Samples.Now, Samples.Now), await FindAsync());
    }

    [Fact]
    public async Task A_plan_stored_again_without_a_schedule_has_none()
    {
        await Plans.SaveAsync("shop", new("one", PlanFiles.None), new Schedule("0 0 3 * * *"), Samples.Now, default);
        await Plans.SaveAsync("shop", new("two", PlanFiles.None), null, Samples.Now.AddDays(1), default);
        Assert.Null((await Plans.FindAsync("shop", default))!.Schedule);
        Assert.Equal("two", await Plans.FindTextAsync("shop", default));
    }

    [Fact]
    public async Task Plans_are_listed_by_name()
    {
        await Plans.SaveAsync("b", new("b", PlanFiles.None), null, Samples.Now, default);
        await Plans.SaveAsync("a", new("a", PlanFiles.None), null, Samples.Now, default);
        Assert.Equal(["a", "b"], (await Plans.ListAsync(default)).Select(p => p.Name));
    }

    [Fact]
    public async Task What_was_checked_is_kept_beside_the_schedule()
    {
        await Plans.SaveAsync("shop", new("one", PlanFiles.None), new Schedule("0 0 3 * * *"), Samples.Now, default);
        await Plans.SetCheckedUntilAsync("shop", Samples.Now.AddDays(1), default);
        Assert.Equal(new StoredPlan("shop", "0 0 3 * * *", Samples.Now, Samples.Now.AddDays(1)), await FindAsync());
    }

    [Fact]
    public async Task A_plan_that_is_deleted_is_gone_and_does_not_come_back_by_its_schedule()
    {
        await Plans.SaveAsync("shop", new("one", PlanFiles.None), null, Samples.Now, default);
        Assert.True(await Plans.DeleteAsync("shop", default));
        Assert.False(await Plans.DeleteAsync("shop", default));
        await Plans.SetCheckedUntilAsync("shop", Samples.Now, default);
        Assert.Null(await Plans.FindAsync("shop", default));
        Assert.Null(await Plans.FindTextAsync("shop", default));
    }

    [Fact]
    public async Task A_plan_is_stored_with_its_files_and_only_with_those_of_its_last_version()
    {
        await Plans.SaveAsync("shop", new("one", PlanText.Files(("a.csv", "a"), ("b.csv", "b"))), null, Samples.Now, default);
        await Plans.SaveAsync("shop-2", new("other", PlanText.Files(("a.csv", "a"))), null, Samples.Now, default);
        await Plans.SaveAsync("shop", new("one", PlanText.Files(("a.csv", "c"))), null, Samples.Now, default);

        PlanSource source = (await Plans.FindSourceAsync("shop", default))!;
        Assert.Equal("c"u8, Assert.Single(source.Files.All).Content!);
        Assert.Equal(3, await BlobsAsync("plans/shop/"));
        await Plans.DeleteAsync("shop", default);
        Assert.Equal((0, 3), (await BlobsAsync("plans/shop/"), await BlobsAsync("plans/shop-2/")));
    }

    private async Task<StoredPlan?> FindAsync() => (await Plans.FindAsync("shop", default))! with { Version = "" };

    private async Task<int> BlobsAsync(string prefix) => await _bench.Get<ResultStorage>().Blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, default).CountAsync();
}
