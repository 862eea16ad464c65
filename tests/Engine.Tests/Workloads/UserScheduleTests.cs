using CsCheck;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Tests.Workloads;

public sealed class UserScheduleTests
{
    [Fact]
    public void All_users_of_a_constant_number_are_there_from_first_to_last() =>
        Assert.All(Enumerable.Range(0, 20), user => Assert.Equal(Stay(0, 60), new UserSchedule([Stage(20, 20, 60)]).NextStay(user, default)));

    [Fact]
    public void A_user_beyond_the_number_never_comes() => Assert.Null(new UserSchedule([Stage(20, 20, 60)]).NextStay(20, default));

    [Fact]
    public void On_a_ramp_they_come_one_by_one_and_leave_in_the_reverse_order()
    {
        UserSchedule schedule = new([Stage(0, 10, 10), Stage(10, 10, 5), Stage(10, 0, 10)]);

        Assert.Equal(Stay(0, 25), schedule.NextStay(0, default));
        Assert.Equal(Stay(4, 21), schedule.NextStay(4, default));
        Assert.Equal(Stay(9, 16), schedule.NextStay(9, default));
    }

    [Fact]
    public void Who_left_comes_again_with_the_next_wave()
    {
        UserSchedule schedule = new([Stage(4, 4, 10), Stage(1, 1, 10), Stage(4, 4, 10)]);

        Assert.Equal(Stay(0, 10), schedule.NextStay(3, default));
        Assert.Equal(Stay(20, 30), schedule.NextStay(3, TimeSpan.FromSeconds(10)));
        Assert.Null(schedule.NextStay(3, TimeSpan.FromSeconds(30)));
        Assert.Equal(Stay(0, 30), schedule.NextStay(0, TimeSpan.FromSeconds(12)));
    }

    [Fact]
    public void At_any_instant_as_many_are_there_as_the_line_says() =>
        (from stages in (from ends in Gen.Int[0, 30].Array[2] from seconds in Gen.Int[1, 20] select Stage(ends[0], ends[1], seconds)).List[1, 4]
         from share in Gen.Double[0.001, 0.999]
         select (stages, share)).Sample(drawn =>
         {
             UserSchedule schedule = new(drawn.stages);
             TimeSpan at = schedule.Duration * drawn.share;
             double start = 0;
             UserStage stage = drawn.stages.First(s => (start += s.Over.TotalSeconds) > at.TotalSeconds);
             double into = (at.TotalSeconds - (start - stage.Over.TotalSeconds)) / stage.Over.TotalSeconds;
             double line = stage.From + ((stage.To - stage.From) * into);

             int there = Enumerable.Range(0, 31).Count(u => schedule.NextStay(u, at) is { } stay && stay.From <= at);

             Assert.InRange(there, Math.Ceiling(line - 1e-6), Math.Ceiling(line + 1e-6));
         });

    private static UserStage Stage(int from, int to, int seconds) => new(from, to, TimeSpan.FromSeconds(seconds));

    private static (TimeSpan From, TimeSpan To)? Stay(double from, double to) => (TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));
}
