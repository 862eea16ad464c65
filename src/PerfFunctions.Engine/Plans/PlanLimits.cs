namespace PerfFunctions.Engine.Plans;

/// <summary>How large a plan may be. Past these a plan is refused, so that no file can exhaust the service that reads it.</summary>
public static class PlanLimits
{
    /// <summary>Bytes of a plan file in UTF-8.</summary>
    public const int FileBytes = 256_000;

    /// <summary>Levels of nesting.</summary>
    public const int Depth = 32;

    /// <summary>Values in the document once its aliases are written out; a text counts once more for each 100 characters.</summary>
    public const int Nodes = 40_000;

    /// <summary>Problems listed for one plan; the rest is counted.</summary>
    public const int Problems = 200;

    /// <summary>Iterations per second, and virtual users, of one scenario.</summary>
    public const int RateOrUsers = 100_000;

    /// <summary>Requests at once on a connection of HTTP/2.</summary>
    public const int Streams = 1000;

    /// <summary>Arrivals, and iterations, of one plan.</summary>
    public const int Arrivals = 1_000_000_000;

    /// <summary>From the common start to the end of a scenario.</summary>
    public static readonly TimeSpan ScenarioLength = TimeSpan.FromHours(24);

    /// <summary>Shortest length of a preset, so that each of its stages is long enough to be seen.</summary>
    public static readonly TimeSpan PresetLength = TimeSpan.FromSeconds(1);

    /// <summary>Time that setup and teardown have, each.</summary>
    public static readonly TimeSpan FixtureLength = TimeSpan.FromMinutes(5);

    /// <summary>Length of a pause or a timeout: what a latency histogram can hold.</summary>
    public static readonly TimeSpan StepLength = TimeSpan.FromHours(1);

    /// <summary>Scenarios of a plan.</summary>
    public const int Scenarios = 32;

    /// <summary>Stages of a scenario, as written.</summary>
    public const int Stages = 100;

    /// <summary>Rates of a scenario once steps and replays are written out.</summary>
    public const int Rates = 10_000;

    /// <summary>Weight of a scenario or of a way through a flow.</summary>
    public const int Weight = 1_000;

    /// <summary>Steps of a flow, those inside of others counted too.</summary>
    public const int Steps = 200;

    /// <summary>Levels of steps inside of steps.</summary>
    public const int StepDepth = 5;

    /// <summary>Messages that a step waits for.</summary>
    public const int Messages = 100_000;

    /// <summary>Repetitions of a repeated step.</summary>
    public const int Repeats = 1_000;

    /// <summary>Conditions that end a run.</summary>
    public const int Conditions = 50;

    /// <summary>Hosts with an address of the plan's own.</summary>
    public const int ResolvedHosts = 50;

    /// <summary>Parameters of a plan.</summary>
    public const int Parameters = 50;

    /// <summary>Characters of a parameter's value.</summary>
    public const int ParameterLength = 1_000;

    /// <summary>Characters of the values of all parameters together.</summary>
    public const int ParametersLength = 4_000;

    /// <summary>Profiles of a plan. Each is read whenever the plan is.</summary>
    public const int Profiles = 10;

    /// <summary>Patterns of changed files.</summary>
    public const int Paths = 50;

    /// <summary>Feeds of a plan.</summary>
    public const int Feeds = 10;

    /// <summary>Rows of a feed that stands in the plan.</summary>
    public const int FeedRows = 5_000;

    /// <summary>Columns of a feed.</summary>
    public const int FeedColumns = 50;

    /// <summary>Pages of a plan.</summary>
    public const int Pages = 50;

    /// <summary>Measured loads of a page.</summary>
    public const int Runs = 50;

    /// <summary>Measured loads of a page when the spread asks for more than the plan, unless the plan says how many.</summary>
    public const int DefaultMaxRuns = 30;

    /// <summary>Acts of a journey or a login.</summary>
    public const int PageSteps = 50;

    /// <summary>Characters of a selector.</summary>
    public const int SelectorLength = 1_000;

    /// <summary>Characters of the name of a key.</summary>
    public const int KeyLength = 40;

    /// <summary>Addresses that a page does not load.</summary>
    public const int Blocked = 100;

    /// <summary>Width and height of a screen, CSS pixels.</summary>
    public const int ScreenSide = 10_000;

    /// <summary>Device pixels a CSS pixel.</summary>
    public const int ScreenScale = 8;

    /// <summary>How many times slower a processor is made.</summary>
    public const int CpuSlowdown = 20;

    /// <summary>Bits a second of a network.</summary>
    public const double BitRate = 10_000_000_000;

    /// <summary>Latency that is added to a network.</summary>
    public static readonly TimeSpan NetworkLatency = TimeSpan.FromSeconds(10);

    /// <summary>Wait of a journey.</summary>
    public static readonly TimeSpan PageWait = TimeSpan.FromMinutes(1);

    /// <summary>Shards of a run.</summary>
    public const int Shards = 1000;

    /// <summary>Server series of a plan.</summary>
    public const int ServerSeries = 20;

    /// <summary>Origins that real users' pages may have.</summary>
    public const int Origins = 20;

    /// <summary>Patterns of paths of a page of real users.</summary>
    public const int PagePaths = 20;

    /// <summary>Days that a run looks back at real users.</summary>
    public const int RealUserDays = 30;

    /// <summary>Values of a metric that a plan may need of real users.</summary>
    public const int MinSamples = 1_000_000;

    /// <summary>Budgets of a plan.</summary>
    public const int Budgets = 200;

    /// <summary>User journeys of the objectives.</summary>
    public const int Journeys = 20;

    /// <summary>Metrics of a journey that have an objective.</summary>
    public const int JourneyMetrics = 20;

    /// <summary>Length of the window of a service level objective, days.</summary>
    public const int WindowDays = 366;

    /// <summary>Days of higher demand, and data volumes.</summary>
    public const int DemandEvents = 50;

    /// <summary>How many times as high as usual demand may be.</summary>
    public const int DemandFactor = 1_000;

    /// <summary>Names of a scenario's requests; and as many of its groups, checks and metrics together.</summary>
    public const int SeriesNames = 200;

    /// <summary>Characters of the name of a request, a group, a check or a metric.</summary>
    public const int TitleLength = 100;

    /// <summary>Resources that a page loads.</summary>
    public const int Resources = 500;

    /// <summary>Hosts beside the plan's own that resources are loaded from.</summary>
    public const int ResourceHosts = 20;

    /// <summary>Headers, variables or captures in one map.</summary>
    public const int MapEntries = 50;

    /// <summary>Values of one variable.</summary>
    public const int VariableValues = 5_000;

    /// <summary>Characters of the name of a scenario or page.</summary>
    public const int NameLength = 40;

    /// <summary>Characters of a path or address.</summary>
    public const int PathLength = 2_000;

    /// <summary>Characters of a header, a variable's value, or a reason.</summary>
    public const int TextLength = 4_000;

    /// <summary>Characters of a script, and of all functions.</summary>
    public const int ScriptLength = 20_000;

    /// <summary>Bytes of made-up content in a request.</summary>
    public const int UploadBytes = 100_000_000;

    /// <summary>Characters of a body.</summary>
    public const int BodyLength = 100_000;
}
