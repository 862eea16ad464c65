using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using PerfFunctions.Engine.Costs;
using Spectre.Console;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf costs</c></summary>
internal static class CostsCommand
{
    public static Command Create(TimeProvider time)
    {
        var month = new Option<string?>("--month") { Description = "A month such as 2026-03; the current month by default." };
        var command = new Command("costs", "Show the costs of a month by plan.") { month };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken, start: false);
            MonthlyCosts costs = await session.Client.CostsAsync(parsed.GetValue(month), cancellationToken);
            if (options.Json(parsed))
            {
                Terminal.Json(costs);
            }
            else
            {
                Write(terminal.Console, costs);
            }

            return ExitCodes.Pass;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, MonthlyCosts costs)
    {
        Table table = new Table().AddColumns("Plan", "Runs", "Cost");
        foreach (PlanCosts plan in costs.Plans)
        {
            table.AddRow(Markup.Escape(plan.Plan), $"{plan.Runs}", RunCost.Text(plan.Actual, costs.Currency));
        }

        console.Write(table);
        string limit = costs.Limit == 0 ? "no limit" : $"limit {RunCost.Text(costs.Limit, costs.Currency)}";
        console.WriteLine($"{costs.Month}: {RunCost.Text(costs.Actual, costs.Currency)}, {RunCost.Text(costs.Reserved, costs.Currency)} reserved for running runs; {limit}");
    }
}
