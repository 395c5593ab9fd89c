namespace Extraction.Worker.Hosting.Intake;

/// <summary>The settings under <c>Intake</c>: how messages are taken and handled.</summary>
internal sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>How many messages are handled at once; default 4. It can be changed while running.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>How many messages are taken ahead, beyond those being handled; default 0. Their locks are renewed too.</summary>
    public int Prefetch { get; set; }

    /// <summary>How long one receive waits for a message; default 30 s.</summary>
    public TimeSpan ReceiveWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often locks are looked after; a lock with less than half of its duration left is renewed. Default 5 s; keep it below a quarter of the lock.</summary>
    public TimeSpan RenewalInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one message may be handled: then its lock is not renewed any more and the handler is cancelled. Default 30 min.</summary>
    public TimeSpan LongestHandling { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>After an unexpected failure the message stays hidden so long, doubled with every delivery up to ten minutes; default 2 s.</summary>
    public TimeSpan FailureDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After an error in receiving or settling the next try waits so long, doubled up to 10 s in receiving and 5 s in settling; default 200 ms.</summary>
    public TimeSpan ErrorDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a stop waits for handlers before it cancels them and hands their messages back; default 20 s.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a cancelled handler has to end before its message is handed back regardless; default 5 s.</summary>
    public TimeSpan HandBack { get; set; } = TimeSpan.FromSeconds(5);
}
