using Extraction.Worker.Evaluation.Replies;
using Extraction.Worker.Evaluation.Running;
using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Evaluation;

/// <summary>Registers the evaluation.</summary>
internal static class EvaluationServices
{
    /// <summary>Adds <see cref="EvaluationRunner"/>, after the rest: the gateway that is registered is metered, and recorded or replaced where asked.</summary>
    /// <param name="services">The worker's services.</param>
    /// <param name="record">Where replies are written down, or null.</param>
    /// <param name="replay">Where replies come from instead of a model, or null.</param>
    public static IServiceCollection AddEvaluation(this IServiceCollection services, ReplyRecording? record, ReplyRecording? replay)
    {
        ServiceDescriptor asked = services.Last(service => service.ServiceType == typeof(IModelGateway));
        services.AddSingleton(provider => new MeteredGateway(
            replay is not null ? new ReplayGateway(replay)
            : record is not null ? new RecordingGateway(Create(provider, asked), record)
            : Create(provider, asked)));
        services.AddSingleton<IModelGateway>(provider => provider.GetRequiredService<MeteredGateway>());
        services.AddSingleton<EvaluationRunner>();
        return services;
    }

    private static IModelGateway Create(IServiceProvider provider, ServiceDescriptor asked) => (IModelGateway)(
        asked.ImplementationInstance
        ?? asked.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, asked.ImplementationType!));
}
