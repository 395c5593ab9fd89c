namespace Extraction.Conformance;

/// <summary>The cases by their numbers; a transport test class has one test of each name.</summary>
internal static class ConformanceCases
{
    public static IReadOnlyList<string> All { get; } =
    [
        "EmptyReceiveReturnsNullWithinWait", "BodyHeadersUnicodeAndIdRoundTrip", "FirstDeliveryCountIsOne", "LockedIsInvisibleToOthers",
        "CompleteRemoves", "AbandonRedeliversCountPlusOne", "LockExpiryRedeliversCountPlusOne", "SettleAfterLockLostRaises",
        "StaleLockCannotTouchNewDelivery", "SecondSettleRaises", "RenewExtends", "AutoRenewOutlivesLock", "RenewCapCancelsTheHandler",
        "RenewalEndsWithSettle", "ExpiredPrefetchNeverReachesTheHandler", "PeekNeitherLocksNorCounts", "PeekPagesThroughAllStates",
        "DeadLetterCarriesCodeSentenceSource", "MaxDeliveryDeadLettersExactlyThen", "ExpiredTimeToLiveIsNotDelivered",
        "DeadLettersAreReceivable", "DeadLetteringNeverLoses", "ReplaySendsThenCompletes", "ReplayResetsCountKeepsBodyAndHeaders",
        "ReplayIsNotSwallowedByDuplicateDetection", "ScheduledIsHiddenAndSurvivesRestart", "CancelScheduled",
        "DelayedRetryIsAtomicAndCarriesAttempts", "DuplicateIdIsDropped", "FailedReceiveEmitsNothing", "HeaderChangesAreRolledBack",
        "ConcurrencyCapIsNeverExceeded", "ConcurrencyChangesLive", "SameKeyInOrder", "SixThousandUnsettledKeepFlowing",
        "StopWaitsAndDoesNotRecount", "CancelledStopRecordsNoFailure", "StopThenStartReceives", "CancelledReceiveLosesNothing",
        "ConnectionCutMidHandlerResumes", "KillMidHandlerRedelivers", "ErrorHandlerThatThrowsKeepsTheMessage",
        "OversizeIsRefusedBeforeSending", "TenThousandInTenThousandOut", "QueueDeletedAndRecreatedRecovers",
    ];
}
