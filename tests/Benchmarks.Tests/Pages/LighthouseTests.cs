using PerfFunctions.Benchmarks.Pages;

namespace PerfFunctions.Benchmarks.Tests.Pages;

public class LighthouseTests
{
    [Fact]
    public void Its_numbers_are_read_under_our_names()
    {
        PageReading reading = Lighthouse.Read("""
            {
              "audits": {
                "largest-contentful-paint": { "score": 0.9, "numericValue": 1875.5, "numericUnit": "millisecond" },
                "cumulative-layout-shift": { "score": 1, "numericValue": 0.1 },
                "first-contentful-paint": { "score": 1, "numericValue": 612 },
                "total-blocking-time": { "score": null, "scoreDisplayMode": "error", "errorMessage": "NO_FCP" },
                "dom-size": { "numericValue": 12 }
              }
            }
            """);

        Assert.Null(reading.Problem);
        Assert.Equal(new Dictionary<string, double> { ["lcp"] = 1875.5, ["cls"] = 0.1, ["fcp"] = 612 }, reading.Values);
    }

    [Fact]
    public void A_load_that_failed_gives_its_reason_and_no_numbers()
    {
        PageReading reading = Lighthouse.Read("""
            {
              "runtimeError": { "code": "NO_FCP", "message": "The page did not paint any content." },
              "audits": { "first-contentful-paint": { "numericValue": 0 } }
            }
            """);

        Assert.Equal("The page did not paint any content.", reading.Problem);
        Assert.Empty(reading.Values);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("something else")]
    public void Output_of_another_kind_is_a_reason_and_not_a_zero(string output) =>
        Assert.StartsWith("the output is not Lighthouse's JSON", Lighthouse.Read(output).Problem);
}
