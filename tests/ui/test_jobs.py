import gc
import threading

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, Qt, QThread, QThreadPool

from photodedup.engine.progress import Progress, Stage
from photodedup.ui.jobs import BackgroundJob, LatestQuery, SerialTasks, make_pool


@pytest.fixture
def pool(qapp):
    made = make_pool(2)
    yield made
    made.waitForDone()


def count_forever(report, token):
    """A thousand steps a second: more would keep the window busy with nothing but news."""
    done, pace = 0, threading.Event()
    while not pace.wait(0.001):
        token.check()
        report(Progress(Stage.READING, done := done + 1))


def test_a_cancelled_job_says_so_and_can_run_again(qtbot, pool):
    job = BackgroundJob(pool)
    with qtbot.waitSignal(job.progressed):
        job.start(count_forever)
    with qtbot.waitSignal(job.cancelled), qtbot.assertNotEmitted(job.succeeded):
        job.cancel()
    with qtbot.waitSignal(job.succeeded) as done:
        job.start(lambda report, token: "done")

    assert done.args == ["done"]


def test_an_error_in_a_job_is_told_once_and_the_job_can_run_again(qtbot, pool):
    job = BackgroundJob(pool)
    with qtbot.waitSignal(job.failed) as failed, qtbot.assertNotEmitted(job.succeeded):
        job.start(lambda report, token: 1 // 0)

    assert isinstance(failed.args[0], ZeroDivisionError)
    assert not job.is_running
    with qtbot.waitSignal(job.succeeded):
        job.start(lambda report, token: None)


def test_the_outcome_is_told_in_the_gui_thread(qtbot, pool):
    threads = []
    job = BackgroundJob(pool)
    job.succeeded.connect(lambda _: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(job.succeeded):
        job.start(lambda report, token: None)

    assert threads == [QThread.currentThread()]


def test_nothing_is_told_in_a_pool_thread(qtbot, pool):
    """Who stops listening meanwhile would be called although it is gone."""
    threads = []
    job = BackgroundJob(pool)
    direct = Qt.ConnectionType.DirectConnection
    job.progressed.connect(lambda _: threads.append(threading.current_thread()), direct)
    job.succeeded.connect(lambda _: threads.append(threading.current_thread()), direct)
    with qtbot.waitSignal(job.succeeded):
        job.start(lambda report, token: report(Progress(Stage.READING, 1)))

    assert threads == [threading.main_thread()] * 2


def test_a_paused_job_waits_and_goes_on(qtbot, pool):
    steps, may_step = [], threading.Semaphore(0)

    def work(report, token):
        for step in range(3):
            may_step.acquire()
            token.check()
            steps.append(step)

    job = BackgroundJob(pool)
    job.start(work)
    job.pause()
    assert job.is_paused
    for _ in range(3):
        may_step.release()
    with qtbot.waitSignal(job.succeeded):
        job.resume()

    assert steps == [0, 1, 2]


def test_a_paused_job_can_be_cancelled(qtbot, pool):
    job = BackgroundJob(pool)
    job.start(count_forever)
    job.pause()
    with qtbot.waitSignal(job.cancelled):
        job.cancel()


def test_a_job_runs_once_at_a_time(qtbot, pool):
    job = BackgroundJob(pool)
    job.start(count_forever)
    with pytest.raises(RuntimeError):
        job.start(count_forever)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()


def test_tasks_run_one_after_the_other_in_their_order(qtbot):
    tasks, seen = SerialTasks(), []
    for number in range(20):
        tasks.submit(lambda number=number: number, seen.append)
    qtbot.waitUntil(lambda: tasks.is_idle)

    assert seen == list(range(20))


def test_a_failed_task_does_not_stop_the_next(qtbot):
    tasks, seen = SerialTasks(), []
    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.submit(lambda: 1 // 0, seen.append)
        tasks.submit(lambda: "next", seen.append)
    qtbot.waitUntil(lambda: tasks.is_idle)

    assert isinstance(failed.args[0], ZeroDivisionError)
    assert seen == ["next"]


def test_only_the_newest_waiting_question_is_answered(qtbot, pool):
    begun, may_answer, answers = threading.Event(), threading.Event(), []
    query = LatestQuery(pool)
    query.answered.connect(answers.append)

    def slow():
        begun.set()
        may_answer.wait(5)
        return "slow"

    query.ask(slow)
    begun.wait(5)
    for number in range(5):
        query.ask(lambda number=number: number)
    may_answer.set()
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == [4]


def test_many_jobs_leave_no_thread_behind(qtbot, qapp):
    pool = QThreadPool()
    pool.setMaxThreadCount(2)
    job = BackgroundJob(pool)
    for _ in range(50):
        with qtbot.waitSignal(job.succeeded):
            job.start(lambda report, token: None)

    assert pool.waitForDone(5000)


class SlowToLetGo(QThreadPool):
    """Holds on to what it was given until it is let go, as a thread does that has to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def start(self, work, priority=0):
        def held():
            work()
            self.gate.wait(20)

        super().start(held, priority)


@pytest.fixture
def slow_pool(qapp):
    made = SlowToLetGo()
    yield made
    made.gate.set()
    made.waitForDone()


def run_a_job(pool):
    job = BackgroundJob(pool)
    job.start(lambda report, token: None)
    return job, lambda: not job.is_running


def run_a_query(pool):
    query, answers = LatestQuery(pool), []
    query.answered.connect(answers.append)
    query.ask(lambda: "answer")
    return query, lambda: bool(answers)


@pytest.mark.parametrize("run", [run_a_job, run_a_query])
def test_what_works_in_a_pool_ends_in_the_gui_thread(qtbot, slow_pool, run):
    ended_in = []
    owner, is_done = run(slow_pool)
    owner.destroyed.connect(
        lambda: ended_in.append(threading.current_thread()), Qt.ConnectionType.DirectConnection
    )
    qtbot.waitUntil(is_done)
    del owner, is_done
    gc.collect()  # the test's own functions hold it
    slow_pool.gate.set()
    slow_pool.waitForDone()

    assert ended_in == [threading.main_thread()]


def test_what_is_settled_too_late_does_no_harm(qtbot, slow_pool):
    job = BackgroundJob(slow_pool)
    job.start(lambda report, token: None)
    slow_pool.gate.set()
    slow_pool.waitForDone()  # its outcome is on its way
    shiboken6.delete(job)

    QCoreApplication.processEvents()
    assert not shiboken6.isValid(job)
