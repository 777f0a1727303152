package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.tck.memory.InMemoryTrackerStore;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Prove that the kit reports a store that is broken: a contract that cannot fail proves nothing. */
final class KitCanFailTest {
    /** Name a way to break a store, and the test of the kit that must see it. */
    private record Broken(UnaryOperator<TrackerStore> how, String seenBy) {}

    @TestFactory
    Stream<DynamicTest> eachFaultIsSeenByItsTest() {
        return Stream.of(
                        new Broken(BrokenStores::keepsWhatIsRolledBack, "aRefusedWorkLeavesNothingInAnyStore"),
                        new Broken(BrokenStores::doesNotRunStaleWorkAgain, "staleWorkIsRunAgainFromTheStart"),
                        new Broken(BrokenStores::decidesOnASnapshot, "writesThatReadEachOthersRowsDoNotCross"),
                        new Broken(BrokenStores::readsAreNoSnapshots, "aReadKeepsToItsSnapshotAndBlocksNoWrite"),
                        new Broken(BrokenStores::losesListeners, "aListenerHearsOfANewReadyTask"),
                        new Broken(BrokenStores::tellsOfOneTaskOnly, "aListenerHearsHowManyTasksAreReadyAndForWhom"),
                        new Broken(BrokenStores::forgetsForWhomTasksAre, "aListenerHearsOfATaskThatIsAssignedAnew"),
                        new Broken(
                                BrokenStores::keepsEndedLeasesToItself, "aListenerHearsHowManyLeasesEndedInEachStage"),
                        new Broken(BrokenStores::keepsListenersForEver, "aListenerThatIsClosedHearsNoMore"),
                        new Broken(BrokenStores::forgetsToClose, "aClosedStoreRefusesEverything"),
                        new Broken(BrokenStores::bestIgnoresAssignee, "aTaskOfAnotherAgentIsPassedOver"),
                        new Broken(BrokenStores::bestPrefersAssigned, "assignmentGivesNoPrecedence"),
                        new Broken(BrokenStores::bestIgnoresPipelines, "theBestTaskOfAStageIsOfThatPipelineAndStage"),
                        new Broken(
                                BrokenStores::updateIgnoresRevision,
                                "anUpdateOfAnotherRevisionIsRefusedAndChangesNothing"),
                        new Broken(BrokenStores::listStartsAtItsCursor, "taskListsStartBehindARowThatNeedNotExist"),
                        new Broken(BrokenStores::dueExcludesNow, "dueTasksAreTheScheduledOnesWhoseTimeHasCome"),
                        new Broken(BrokenStores::extendIgnoresEpoch, "aLeaseOfAnotherEpochIsLeftAlone"),
                        new Broken(BrokenStores::expireDropsLeases, "anExpiredLeaseIsMarkedAndKept"),
                        new Broken(
                                BrokenStores::heldIgnoresItsLimit, "heldLeasesAreCountedByPipelineAndStageUpToALimit"),
                        new Broken(BrokenStores::runsEndTwice, "aRunEndsOnce"),
                        new Broken(BrokenStores::runsAreListedFromTheirAttempt, "runsAreListedByAttemptAboveOne"),
                        new Broken(BrokenStores::eventIdsStandStill, "eventIdsGrowOverAllRuns"),
                        new Broken(BrokenStores::gatesAreLatestWhenTheyPassed, "theLatestResultOfAGateCounts"),
                        new Broken(BrokenStores::onlyOpenDependantsCount, "dependantsCountWhetherOpenOrNot"),
                        new Broken(
                                BrokenStores::deferredTasksAreNotSettled, "aDeferredTaskIsRememberedUntilItIsSettled"),
                        new Broken(
                                BrokenStores::assignmentsAreReplaced,
                                "aNewAssignmentRetiresTheActiveOneOfThatTaskOnly"),
                        new Broken(BrokenStores::deactivationAlwaysSucceeds, "onlyTheActiveAssignmentIsDeactivated"),
                        new Broken(
                                BrokenStores::answersEndWhenTheirTimeIsOver,
                                "anAnswerIsFoundWhetherOrNotItsTimeIsOver"),
                        new Broken(BrokenStores::figuresForgetFailures, "tasksAreCountedByPipelineStageAndState"),
                        new Broken(BrokenStores::namesIgnoreCase, "pipelineNamesAreComparedToTheLetter"),
                        new Broken(BrokenStores::textsAreTrimmed, "textsComeBackAsTheyWere"))
                .map(broken -> dynamicTest(broken.seenBy(), () -> assertFails(broken.how(), example(broken.seenBy()))));
    }

    @TestFactory
    Stream<DynamicTest> eachFaultOfRecordsIsSeenByItsTest() {
        return Stream.of(
                        new Broken(
                                BrokenRecords::artifactsAreNotFilteredByRun,
                                "artifactListsAreFilteredBeforeTheyAreLimited"),
                        new Broken(
                                BrokenRecords::artifactsOfOneTimeAreSkipped,
                                "artifactListsStartBehindARowThatNeedNotExistAndEndAtTheirLimit"),
                        new Broken(
                                BrokenRecords::artifactsOfOneTimeAreSkipped,
                                "aWalkOverArtifactsSeesEachOnceWhileArtifactsAreAdded"),
                        new Broken(
                                BrokenRecords::artifactsOfOneTimeAreSkipped,
                                "aWalkOverArtifactsOfATaskSeesThoseThatAreAddedMeanwhile"),
                        new Broken(
                                BrokenRecords::entriesAreNewWheneverTheyArePut,
                                "anEntryThatIsReplacedKeepsItsTimeOfCreation"),
                        new Broken(
                                BrokenRecords::entriesAreListedByTheirUtf16,
                                "entriesAreListedByTheUtf8BytesOfTheirKeys"),
                        new Broken(BrokenRecords::namespacesAreDeletedUpToALimit, "aNamespaceIsDeletedWholeAndAlone"),
                        new Broken(
                                BrokenRecords::replacedEntriesKeepTheirOldWords,
                                "aReplacedEntryIsFoundByItsNewWordsOnly"),
                        new Broken(BrokenRecords::anyWordSuffices, "allWordsMustOccur"),
                        new Broken(BrokenRecords::searchesIgnoreTheirNamespace, "aSearchMayStayInOneNamespace"),
                        new Broken(BrokenRecords::searchesIgnoreTheirFacets, "anEntryNeedsOneOfTheFacets"),
                        new Broken(BrokenRecords::searchesIgnoreTheirFacets, "anEntryThatHoldsAnotherValueIsNotFound"),
                        new Broken(BrokenRecords::operatorsAreNoWords, "wordsOfAQueryLanguageAreWords"),
                        new Broken(BrokenRecords::onlySomeWordsAreLookedFor, "sixtyFourWordsAreLookedForAtOnce"),
                        new Broken(BrokenRecords::wordsAreComparedByTheirAscii, "wordsOfEveryScriptAreFound"),
                        new Broken(BrokenRecords::wordsAreComparedByTheirAscii, "wordsAreComparedToTheLetter"),
                        new Broken(BrokenRecords::theBestIsLast, "moreOftenInAShorterTextIsNotWorse"),
                        new Broken(BrokenRecords::searchesIgnoreTheirLimit, "aSearchEndsAtItsLimit"),
                        new Broken(BrokenRecords::batchIdsStandStill, "batchIdsGrow"),
                        new Broken(
                                BrokenRecords::spansAreListedAsTheyWereAdded,
                                "spansAreListedByStartThenAsTheyWereAdded"),
                        new Broken(BrokenRecords::aKnownSpanSpoilsItsBatch, "aSpanThatIsThereIsLeftAsItIs"),
                        new Broken(BrokenRecords::spansOfUnknownRunsAreNotLinked, "spansAreFoundByWhatTheyAreLinkedTo"),
                        new Broken(BrokenRecords::spansForgetTheirStatus, "aSpanComesBackAsItWasAdded"),
                        new Broken(BrokenRecords::theOldestMayBeInAnyState, "onlyReadyTasksAreOldest"),
                        new Broken(BrokenRecords::theOldestIsTheBest, "theOldestReadyTaskIsTheOneThatWasCreatedFirst"),
                        new Broken(BrokenRecords::theOldestMayBeInAnyState, "onlyTasksThatCanBeClaimedAreClaimable"),
                        new Broken(
                                BrokenRecords::grantsOfThatTimeAreNotCounted,
                                "leasesAreCountedByStageUpToTheTimeOfTheirGrant"),
                        new Broken(
                                BrokenRecords::leasesThatAreOverEndSoon,
                                "leasesAreCountedByStageBetweenTwoTimesOfTheirEnd"),
                        new Broken(BrokenRecords::leasesThatAreOverEndSoon, "anExpiredLeaseIsCountedOnce"),
                        new Broken(
                                BrokenRecords::heartbeatsGrantAnew,
                                "leasesThatWereGrantedCountUntilTheyEndOrAreMarked"),
                        new Broken(BrokenRecords::idsStopAtOne, "theIdsOfAllPipelinesAreThere"),
                        new Broken(BrokenRecords::idsStopAtOne, "rolesWithoutTasksAreListedWithNothing"),
                        new Broken(
                                BrokenRecords::insertedEventsAreNumberedAnew,
                                "anInsertedEventKeepsItsIdAndLaterOnesAreAbove"),
                        new Broken(
                                BrokenRecords::insertedGateResultsAreNumberedAnew,
                                "anInsertedGateResultKeepsItsIdAndLaterOnesAreAbove"),
                        new Broken(BrokenRecords::insertedAssignmentsAreActive, "anInsertedAssignmentIsKeptAsItIs"),
                        new Broken(BrokenRecords::insertedRunsAreRunning, "aRunMayBeInsertedWithItsEnd"),
                        new Broken(
                                BrokenStores::keepsWhatIsRolledBack, "aWorkThatThrowsLeavesEntriesAndTheirIndexAlone"),
                        new Broken(BrokenStores::keepsWhatIsRolledBack, "spansOfAWorkThatThrewAreForgotten"),
                        new Broken(BrokenStores::keepsWhatIsRolledBack, "oneRefusedTaskIsNamedAndNoneIsCreated"))
                .map(broken -> dynamicTest(broken.seenBy(), () -> assertFails(broken.how(), example(broken.seenBy()))));
    }

    @TestFactory
    Stream<DynamicTest> eachSoundStorePassesTheSameTests() {
        return Stream.of("aRunEndsOnce", "aListenerHearsOfANewReadyTask", "textsComeBackAsTheyWere")
                .map(name -> dynamicTest(
                        name,
                        () -> assertThat(played(UnaryOperator.identity(), example(name))
                                        .getFailures())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> randomOperationsFindFaultsByThemselves() {
        List<UnaryOperator<TrackerStore>> faults = List.of(
                BrokenStores::bestIgnoresAssignee,
                BrokenStores::bestPrefersAssigned,
                BrokenStores::bestIgnoresPipelines,
                BrokenStores::updateIgnoresRevision,
                BrokenStores::dueExcludesNow,
                BrokenStores::extendIgnoresEpoch,
                BrokenStores::expireDropsLeases,
                BrokenStores::heldIgnoresItsLimit,
                BrokenStores::runsEndTwice,
                BrokenStores::gatesAreLatestWhenTheyPassed,
                BrokenStores::onlyOpenDependantsCount,
                BrokenStores::deferredTasksAreNotSettled,
                BrokenStores::assignmentsAreReplaced,
                BrokenStores::deactivationAlwaysSucceeds,
                BrokenStores::answersEndWhenTheirTimeIsOver,
                BrokenStores::keepsWhatIsRolledBack,
                BrokenRecords::artifactsAreNotFilteredByRun,
                BrokenRecords::entriesAreNewWheneverTheyArePut,
                BrokenRecords::replacedEntriesKeepTheirOldWords,
                BrokenRecords::anyWordSuffices,
                BrokenRecords::searchesIgnoreTheirNamespace,
                BrokenRecords::searchesIgnoreTheirFacets,
                BrokenRecords::spansAreListedAsTheyWereAdded,
                BrokenRecords::aKnownSpanSpoilsItsBatch);
        return IntStream.range(0, faults.size())
                .mapToObj(i -> dynamicTest("fault " + i, () -> assertFails(faults.get(i), randomOperations())));
    }

    private static void assertFails(UnaryOperator<TrackerStore> fault, DiscoverySelector test) {
        assertThat(played(fault, test).getFailures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.getException()).isInstanceOf(AssertionError.class));
    }

    private static TestExecutionSummary played(UnaryOperator<TrackerStore> fault, DiscoverySelector test) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        SomeStore.fault = fault;
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(test)
                                .build(),
                        summary);
        assertThat(summary.getSummary().getTestsStartedCount())
                .as("tests that were played")
                .isPositive();
        return summary.getSummary();
    }

    private static DiscoverySelector example(String name) {
        return selectMethod(SomeStore.class, name, StoreFixture.class);
    }

    private static DiscoverySelector randomOperations() {
        return selectMethod(
                SomeStore.class, "randomOperationsGiveWhatTheModelGives", StoreFixture.class, RepetitionInfo.class);
    }

    /** Put the store that is on trial through the whole contract; found by nothing but its selector. */
    static final class SomeStore implements TrackerStoreContract {
        // The launcher makes the instance, so there is no other way to hand it over.
        private static volatile UnaryOperator<TrackerStore> fault = UnaryOperator.identity();

        @Override
        public StoreFactory stores() {
            return StoreFactory.forgetful(clock -> fault.apply(InMemoryTrackerStore.open(clock)));
        }
    }
}
