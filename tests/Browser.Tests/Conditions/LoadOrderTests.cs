using PerfFunctions.Browser.Conditions;

namespace PerfFunctions.Browser.Tests.Conditions;

public sealed class LoadOrderTests
{
    [Fact]
    public void A_secret_that_is_part_of_a_header_is_one_by_itself_too()
    {
        Uri address = new("https://shop.example/");
        LoadOrder order = new(address, address, new() { Headers = new Dictionary<string, string> { ["x-auth"] = "Bearer s3cret" } }, [])
        {
            SecretParts = ["s3cret"],
        };
        Assert.Equal(["Bearer s3cret", "s3cret"], order.Secrets);
    }
}
