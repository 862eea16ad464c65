namespace PerfFunctions.App.Tests.RealUsers;

/// <summary>Plans that only look at real users.</summary>
internal static class RealUserSample
{
    public const string Origin = "https://shop.example";

    /// <summary>A plan with two pages; five page views are enough.</summary>
    public static string Plan(string name = "production") => $$"""
        version: 1
        name: {{name}}
        rum:
          origins: [ {{Origin}} ]
          pages: { home: /, product: /p/* }
          minSamples: 5
        budgets: [ rum.home.lcp < 2.5s, rum.product.cls < 0.1 ]
        """;

    /// <summary>A beacon with one page view.</summary>
    public static string Beacon(string path = "/", string metrics = "\"lcp\": 1200, \"cls\": 0.02") =>
        $$"""{ "path": "{{path}}", "metrics": { {{metrics}} } }""";
}
