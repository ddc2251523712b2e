#pragma once
// Pipeline: pieces of work done on all cores, their outcomes taken in the order in which they were given.

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace s2::app {

/// Hands work to threads. What is waiting is bounded: when `threads` times two pieces are under way, the caller takes
/// an outcome before it gives the next piece. Threads are started when the second piece comes, so that little work
/// costs no threads.
template <class Work, class Outcome>
class Pipeline {
 public:
  /// `run` is called from several threads at once.
  Pipeline(std::function<Outcome(Work)> run, std::size_t threads) : run_(std::move(run)), wanted_(threads) {}

  /// Lets the threads finish what they were given.
  ~Pipeline() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
  }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  /// Whether an outcome has to be taken before more work may be given.
  bool full() const { return outcomes_.size() >= 2 * wanted_; }
  /// Whether everything given was taken.
  bool empty() const { return outcomes_.empty(); }

  /// Gives a piece of work; only when not full().
  void give(Work work) {
    std::packaged_task<Outcome()> task([this, work = std::move(work)]() mutable { return run_(std::move(work)); });
    outcomes_.push_back(task.get_future());
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(task));
    }
    // The caller waits in take(), so each piece that is under way needs a thread, the first one as well.
    while (outcomes_.size() > 1 && threads_.size() < std::min(wanted_, outcomes_.size())) {
      threads_.emplace_back([this] { work_off(); });
    }
    changed_.notify_one();
  }

  /// The next outcome, in the order of the work; only when not empty(). Waits for it.
  Outcome take() {
    if (threads_.empty()) run_one();
    Outcome outcome = outcomes_.front().get();
    outcomes_.pop_front();
    return outcome;
  }

 private:
  void run_one() {
    std::packaged_task<Outcome()> task;
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.empty()) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    task();
  }

  void work_off() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      auto task = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }

  std::function<Outcome(Work)> run_;
  std::size_t wanted_;
  std::deque<std::future<Outcome>> outcomes_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::packaged_task<Outcome()>> waiting_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace s2::app
