namespace PerfFunctions.Engine.Tests.Capacity;

/// <summary>Queues with known parameters, simulated event by event or solved exactly. The same seed gives the same events.</summary>
internal sealed class Queues(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A request of a queue, seconds.</summary>
    /// <param name="Arrives">When it comes.</param>
    /// <param name="Leaves">When it has been served.</param>
    public readonly record struct Request(double Arrives, double Leaves);

    /// <summary>A value of the exponential distribution.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    /// <summary>A value of the standard normal distribution.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>M/G/1 with first come, first served: arrivals at random, one server.</summary>
    /// <param name="rate">Arrivals per second.</param>
    /// <param name="seconds">How long they come.</param>
    /// <param name="service">Draws a service time, seconds.</param>
    public IReadOnlyList<Request> Open(double rate, double seconds, Func<double> service)
    {
        List<Request> requests = [];
        (double now, double free) = (Exponential(1 / rate), 0.0);
        while (now < seconds)
        {
            free = Math.Max(now, free) + service();
            requests.Add(new Request(now, free));
            now += Exponential(1 / rate);
        }

        return requests;
    }

    /// <summary>The closed M/M/c//N: users think, then wait for one of the servers. Iterations begin with thinking.</summary>
    /// <param name="users">N.</param>
    /// <param name="servers">c.</param>
    /// <param name="think">Mean time to think, seconds; exponential.</param>
    /// <param name="service">Mean service time, seconds; exponential.</param>
    /// <param name="seconds">How long users begin iterations.</param>
    public IReadOnlyList<Request> Closed(int users, int servers, double think, double service, double seconds)
    {
        List<Request> iterations = [];
        PriorityQueue<double, double> ready = new();
        double[] free = new double[servers];
        for (int i = 0; i < users; i++)
        {
            ready.Enqueue(0, Exponential(think));
        }

        while (ready.TryDequeue(out double began, out double asks))
        {
            int server = Array.IndexOf(free, free.Min());
            free[server] = Math.Max(asks, free[server]) + Exponential(service);
            iterations.Add(new Request(began, free[server]));
            if (free[server] < seconds)
            {
                ready.Enqueue(free[server], free[server] + Exponential(think));
            }
        }

        return iterations;
    }

    /// <summary>
    /// The repairman with all machines in step: all users think together, then are served one by one. Its throughput is Amdahl's law
    /// with σ = S/(S + Z) and λ = 1/(S + Z) (Gunther, A new interpretation of Amdahl's law and geometric scalability, 2002).
    /// </summary>
    public double Synchronous(int users, double think, double service, int rounds)
    {
        double seconds = 0;
        for (int round = 0; round < rounds; round++)
        {
            seconds += think;
            for (int user = 0; user < users; user++)
            {
                seconds += Exponential(service);
            }
        }

        return users * rounds / seconds;
    }

    /// <summary>Exact throughput of the closed M/M/c//N: its birth and death equations.</summary>
    public static double ExactThroughput(int users, int servers, double think, double service)
    {
        double[] share = new double[users + 1];
        share[0] = 1;
        for (int waiting = 1; waiting <= users; waiting++)
        {
            share[waiting] = share[waiting - 1] * (users - waiting + 1) / think * service / Math.Min(waiting, servers);
        }

        return share.Select((p, waiting) => p * Math.Min(waiting, servers)).Sum() / share.Sum() / service;
    }
}
