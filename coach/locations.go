package coach

import (
	"sync"
	"time"
)

// location is time.LoadLocation with a memory: the library reads a file or an
// archive each time, and every nudge of everybody asks.
func location(name string) (*time.Location, error) {
	if l, ok := locations.get(name); ok {
		return l, nil
	}
	l, err := time.LoadLocation(name)
	if err == nil {
		locations.keep(name, l)
	}
	return l, err
}

// locations are the zones that were asked for. They never change; only when
// they are read differs.
var locations zoneCache

// zonesKept is more than there are zones, whatever people write for one.
const zonesKept = 1000

type zoneCache struct {
	mu     sync.RWMutex
	byName map[string]*time.Location
}

func (m *zoneCache) get(name string) (*time.Location, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	l, ok := m.byName[name]
	return l, ok
}

func (m *zoneCache) keep(name string, l *time.Location) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.byName == nil {
		m.byName = make(map[string]*time.Location)
	}
	if len(m.byName) < zonesKept {
		m.byName[name] = l
	}
}
