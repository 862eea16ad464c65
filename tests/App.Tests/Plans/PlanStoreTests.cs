using PerfFunctions.App.Plans;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Plans;
using PerfFunctions.TestKit;

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
        await Plans.SaveAsync("shop", Text, new Schedule("0 0 3 * * *"), Samples.Now, default);
        Assert.Equal(Text, await Plans.FindTextAsync("shop", default));
        Assert.Equal(new StoredPlan("shop", "0 0 3 * * *", Samples.Now, Samples.Now), await Plans.FindAsync("shop", default));
    }

    [Fact]
    public async Task A_plan_stored_again_without_a_schedule_has_none()
    {
        await Plans.SaveAsync("shop", "one", new Schedule("0 0 3 * * *"), Samples.Now, default);
        await Plans.SaveAsync("shop", "two", null, Samples.Now.AddDays(1), default);
        Assert.Null((await Plans.FindAsync("shop", default))!.Schedule);
        Assert.Equal("two", await Plans.FindTextAsync("shop", default));
    }

    [Fact]
    public async Task Plans_are_listed_by_name()
    {
        await Plans.SaveAsync("b", "b", null, Samples.Now, default);
        await Plans.SaveAsync("a", "a", null, Samples.Now, default);
        Assert.Equal(["a", "b"], (await Plans.ListAsync(default)).Select(p => p.Name));
    }

    [Fact]
    public async Task What_was_checked_is_kept_beside_the_schedule()
    {
        await Plans.SaveAsync("shop", "one", new Schedule("0 0 3 * * *"), Samples.Now, default);
        await Plans.SetCheckedUntilAsync("shop", Samples.Now.AddDays(1), default);
        Assert.Equal(new StoredPlan("shop", "0 0 3 * * *", Samples.Now, Samples.Now.AddDays(1)), await Plans.FindAsync("shop", default));
    }

    [Fact]
    public async Task A_plan_that_is_deleted_is_gone_and_does_not_come_back_by_its_schedule()
    {
        await Plans.SaveAsync("shop", "one", null, Samples.Now, default);
        Assert.True(await Plans.DeleteAsync("shop", default));
        Assert.False(await Plans.DeleteAsync("shop", default));
        await Plans.SetCheckedUntilAsync("shop", Samples.Now, default);
        Assert.Null(await Plans.FindAsync("shop", default));
        Assert.Null(await Plans.FindTextAsync("shop", default));
    }
}
