using Extraction.Worker.Hosting.Health;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Hosting.Prompts;
using Extraction.Worker.Ledger;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Hosting;

/// <summary>Registers the running worker.</summary>
internal static class HostingServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IntakeOptions>()
            .Bind(configuration.GetSection(IntakeOptions.Section))
            .Validate(options => options.Concurrency is >= 1 and <= 1024, "Intake:Concurrency must be a number from 1 to 1024.")
            .ValidateOnStart();
        services.AddOptions<WorkerOptions>()
            .Bind(configuration.GetSection(WorkerOptions.Section))
            .Validate(options => !string.IsNullOrWhiteSpace(options.Name), "Worker:Name is empty; name the worker, or leave the setting out.")
            .Validate(options => options.MaxAttempts >= 1, "Worker:MaxAttempts must be 1 or more.")
            .Validate(options => options.MaxDeaths >= 1, "Worker:MaxDeaths must be 1 or more.")
            .Validate(options => options.RetryDelay > TimeSpan.Zero && options.MaxRetryDelay >= options.RetryDelay, "Worker:RetryDelay must be above zero and at most Worker:MaxRetryDelay.")
            .Validate(options => options.VerifyEvery == TimeSpan.Zero || (options.VerifyEvery >= TimeSpan.FromMinutes(1) && options.VerifyEvery <= TimeSpan.FromDays(40)), "Worker:VerifyEvery must be 0, or from a minute to 40 days.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<HealthOptions>, HealthOptionsValidation>();
        services.AddOptions<HealthOptions>().Bind(configuration.GetSection(HealthOptions.Section)).ValidateOnStart();
        services.AddSingleton<WorkerHealth>();
        services.AddSingleton<HealthEndpoint>();
        services.AddSingleton<Upkeep>();
        services.AddSingleton<StoreVerification>();
        services.AddSingleton<Turns>();
        services.AddSingleton<Room>();
        services.AddSingleton(provider => new AttemptBook(provider.GetRequiredService<ILedger>(), provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Name));
        services.AddSingleton<PromptReload>();
        services.AddSingleton<Outages>();
        services.AddSingleton<BudgetPause>();
        services.AddSingleton<DocumentHandler>();
        services.AddSingleton<DocumentWorker>();
        return services;
    }
}
