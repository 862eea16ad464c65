using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Triggers;

namespace PerfFunctions.App.Tests.Triggers;

public sealed class HealthApiTests
{
    [Fact]
    public async Task Storage_that_does_not_answer_is_reported_as_such()
    {
        await using Bench bench = Bench.Create(Unreachable.Storage);
        IResult result = await bench.Make<HealthApi>().GetAsync(new DefaultHttpContext().Request, default);
        Assert.Equal(503, Assert.IsAssignableFrom<IStatusCodeHttpResult>(result).StatusCode);
    }
}
