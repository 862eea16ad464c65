using CsCheck;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class PresetTests
{
    [Theory]
    [InlineData(LoadPreset.Smoke, "100-100:100")]
    [InlineData(LoadPreset.Load, "0-100:10 100-100:80 100-0:10")]
    [InlineData(LoadPreset.Soak, "0-100:5 100-100:95")]
    [InlineData(LoadPreset.Spike, "10-10:25 10-100:5 100-100:20 100-10:5 10-10:45")]
    public void A_preset_has_its_shape(LoadPreset preset, string shape) => Assert.Equal(shape, string.Join(' ',
        Presets.Expand(preset, 100, TimeSpan.FromSeconds(100)).Select(s => $"{s.From}-{s.To}:{s.Over.TotalSeconds}")));

    [Theory]
    [InlineData(LoadPreset.Breakpoint, 20, 10)]
    [InlineData(LoadPreset.Scalability, 10, 20)]
    [InlineData(LoadPreset.Stress, 10, 40)]
    public void A_load_that_rises_does_so_in_equal_steps(LoadPreset preset, int steps, int rise)
    {
        IReadOnlyList<RateStage> stages = Presets.Expand(preset, 200, TimeSpan.FromMinutes(10));
        Assert.Equal(Enumerable.Range(1, steps).Select(i => new RateStage(rise * i, rise * i, TimeSpan.FromMinutes(10) / steps)), stages);
    }

    [Fact]
    public void Whatever_the_length_the_stages_add_up_to_it_in_whole_milliseconds() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[1_000, 86_400_000]).Sample((preset, milliseconds) =>
        {
            IReadOnlyList<RateStage> stages = Presets.Expand((LoadPreset)preset, 7, TimeSpan.FromMilliseconds(milliseconds));
            return stages.Sum(s => s.Over.TotalMilliseconds) == milliseconds &&
                stages.All(s => s.Over > TimeSpan.Zero && s.Over.Ticks % TimeSpan.TicksPerMillisecond == 0);
        });

    [Fact]
    public void A_plan_names_a_preset_and_its_model_is_the_expansion()
    {
        Scenario scenario = PlanText.Valid(PlanText.WithModel("preset: spike\nrate: 100/s")).Load[0];
        Assert.Equal(LoadPreset.Spike, scenario.Preset);
        Assert.Equal(Presets.Expand(LoadPreset.Spike, 100, TimeSpan.FromMinutes(2)), Assert.IsType<ArrivalModel>(scenario.Model).Stages);
    }

    [Theory]
    [InlineData("smoke", 30)]
    [InlineData("load\nrate: 5/s", 300)]
    [InlineData("stress\nrate: 5/s", 600)]
    [InlineData("soak\nrate: 5/s", 3600)]
    [InlineData("spike\nrate: 5/s", 120)]
    [InlineData("breakpoint\nrate: 5/s\nuntil: errors > 1% for 10s", 600)]
    [InlineData("scalability\nrate: 5/s", 480)]
    [InlineData("soak\nrate: 5/s\nfor: 90s", 90)]
    public void A_preset_lasts_as_long_as_it_is_known_to_or_as_the_plan_says(string preset, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PlanText.Valid(PlanText.WithModel("preset: " + preset)).Load[0].Model.Duration);

    [Theory]
    [InlineData("preset: laod\nrate: 5/s", "load.s.preset", "did you mean 'load'")]
    [InlineData("preset: load", "load.s.rate", "'rate' is missing")]
    [InlineData("preset: load\nrate: 0/s", "load.s.rate", "the rate is always 0")]
    [InlineData("preset: stress\nrate: 60000/s", "load.s.rate", "peaks at 120000/s")]
    [InlineData("preset: load\nrate: 5/s\nfor: 500ms", "load.s.for", "too short")]
    [InlineData("preset: load\nrate: 5", "load.s.rate", "say '5/s'")]
    [InlineData("preset: breakpoint\nrate: 5/s", "load.s.until", "'until' is missing")]
    [InlineData("preset: load\nrate: 5/s\nusers: { count: 1, for: 1s }", "load.s", "both 'users' and 'preset'")]
    [InlineData("users: { count: 1, for: 1s }\nrate: 5/s", "load.s.rate", "only valid next to a preset")]
    public void A_wrong_preset_is_one_problem(string model, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithModel(model));
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }
}
