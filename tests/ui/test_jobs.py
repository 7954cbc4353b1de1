import threading

import pytest
from PySide6.QtCore import QThread, QThreadPool

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
