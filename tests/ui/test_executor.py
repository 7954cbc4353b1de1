import threading

import pytest
from PySide6.QtCore import QThread

from photodedup.engine.store.database import Database
from photodedup.ui.executor import QThreadPoolExecutor


@pytest.fixture
def executor(qapp):
    made = QThreadPoolExecutor(2)
    yield made
    made.shutdown()


def test_work_runs_in_a_thread_of_qt_and_its_result_comes_back(executor):
    gui_thread = QThread.currentThread()

    def work(base, *, by):
        return base * by, QThread.currentThread() is gui_thread

    assert executor.submit(work, 6, by=7).result(5) == (42, False)


def test_an_error_reaches_the_one_who_asked(executor):
    with pytest.raises(ZeroDivisionError):
        executor.submit(lambda: 1 // 0).result(5)


def test_results_come_in_the_order_of_the_questions(executor):
    assert list(executor.map(abs, range(-50, 0))) == list(range(50, 0, -1))


def test_no_more_calls_run_at_once_than_there_are_workers(executor):
    guard, running, most = threading.Lock(), 0, 0
    both_in = threading.Barrier(2)

    def work():
        nonlocal running, most
        with guard:
            running += 1
            most = max(most, running)
        both_in.wait(5)  # fails unless two run side by side
        with guard:
            running -= 1

    for future in [executor.submit(work) for _ in range(8)]:
        future.result(10)

    assert most == 2
    assert executor.max_workers == 2


def test_without_a_count_there_is_a_worker_for_each_core(qapp):
    executor = QThreadPoolExecutor()
    assert executor.max_workers == max(1, QThread.idealThreadCount())
    executor.shutdown()


def test_shutdown_waits_for_what_runs_and_cancels_what_waits(qapp):
    executor = QThreadPoolExecutor(1)
    begun, may_end = threading.Event(), threading.Event()

    def work():
        begun.set()
        may_end.wait(5)
        return "done"

    first, second = executor.submit(work), executor.submit(work)
    begun.wait(5)
    executor.shutdown(wait=False, cancel_futures=True)
    may_end.set()
    executor.shutdown()

    assert first.result(0) == "done"
    assert second.cancelled()
    with pytest.raises(RuntimeError):
        executor.submit(work)


def test_a_coordinator_in_another_pool_may_wait_for_the_workers(executor, qtbot):
    """A scan waits for its own workers; in one full pool that would be for ever."""
    from photodedup.ui.jobs import BackgroundJob, make_pool

    pool = make_pool(1)
    job = BackgroundJob(pool)
    with qtbot.waitSignal(job.succeeded) as done:
        job.start(lambda report, token: sum(executor.map(abs, range(-100, 0))))
    pool.waitForDone()

    assert done.args == [5050]


def test_a_database_is_opened_once_for_each_thread_of_a_pool(executor, tmp_path):
    """Calls from Qt's threads have no memory of their own that lasts from one to the next."""
    database = Database(tmp_path / "a.db", ())
    used = [executor.submit(lambda: id(database.connection)).result() for _ in range(20)]
    assert len(set(used)) <= executor.max_workers
    database.close()
