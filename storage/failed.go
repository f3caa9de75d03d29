package storage

// TakeFailed takes an update off those that were set aside; found is false
// when it wasn't among them. Handling it again belongs in the same transaction.
func (tx *Tx) TakeFailed(key string, userID int64) (found bool, err error) {
	n, err := tx.exec("taking a failed update",
		"DELETE FROM failed_updates WHERE user_id = $1 AND update_key = $2", userID, key)
	return n > 0, err
}

// IsFailed reports whether the update is among those that were set aside.
func (tx *Tx) IsFailed(key string, userID int64) (there bool, err error) {
	err = tx.get("looking for a failed update", &there,
		"SELECT EXISTS (SELECT 1 FROM failed_updates WHERE user_id = $1 AND update_key = $2)", userID, key)
	return there, err
}
