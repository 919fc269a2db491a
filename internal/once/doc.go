// Package once makes creating requests safe to send again. A caller whose
// connection broke cannot know whether the request was carried out; it names
// the request with a key of its own and sends it again.
//
// The first time, the work and its answer are stored in one transaction, so
// that neither exists without the other. The second time, the kept answer is
// returned and nothing is done. Two at the same moment wait for one another:
// one does the work, the other returns its answer. Work that fails keeps
// nothing and may be tried again under the same key.
//
// Answers are kept for a day ([Keep]). Keys belong to the user who sends them
// and are stored hashed. Start reading at [Service.Once].
package once
