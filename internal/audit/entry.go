package audit

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/chain"
)

// Entry is one line of a tenant's log.
type Entry struct {
	Tenant  int64
	Seq     int64 // 1, 2, 3, … without gaps in each tenant
	At      time.Time
	Actor   int64           // user, 0 for the system
	Action  string          // such as "roster.publish"
	Subject string          // such as "roster/12"
	Detail  json.RawMessage // what else there is to know
	Hash    Hash
}

// Hash ties an entry to the one before it.
type Hash = chain.Hash

// Head is the end of a tenant's log; the zero Head is that of an empty one.
type Head struct {
	Seq  int64
	Hash Hash
}

// seal computes the entry's hash over the hash before and every field.
func (e Entry) seal(before Hash) Hash {
	return chain.Seal(before, []int64{e.Tenant, e.Seq, e.At.UnixMicro(), e.Actor}, e.Action, e.Subject, string(e.Detail))
}

// BrokenChainError says where the log is not what was written.
type BrokenChainError struct {
	Seq    int64 // first entry that does not fit
	Reason string
}

func (e *BrokenChainError) Error() string {
	return fmt.Sprintf("the audit log was tampered with at entry %d: %s", e.Seq, e.Reason)
}
