using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PerfFunctions.Host.TestApp;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
// Before the web server, so that it runs already where that cannot start.
builder.Services.AddHostedService<IdleService>();
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton<Journal>();
builder.Build().Run();
