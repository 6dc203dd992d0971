;; Pillow's two passes of a resize, to the bit. A weight of 22 places is split into two halves of 11, so that pairs of
;; bytes can be multiplied and added 16 bits at a time; both halves add up to the same 32 bits in the end.
(module
  (import "resize" "memory" (memory 1))

  ;; Adds the halves up, rounds, and cuts four channels to bytes, which end up in the lowest 32 bits.
  (func $round (param $high v128) (param $low v128) (result v128)
    (local $sums v128)
    (local.set $sums
      (i32x4.shr_s
        (i32x4.add
          (i32x4.add (i32x4.shl (local.get $high) (i32.const 11)) (local.get $low))
          (v128.const i32x4 0x200000 0x200000 0x200000 0x200000))
        (i32.const 22)))
    (i8x16.narrow_i16x8_u
      (i16x8.narrow_i32x4_s (local.get $sums) (local.get $sums))
      (v128.const i32x4 0 0 0 0)))

  ;; Across: `rows` rows of `width` pixels of four bytes at `pixels` become rows of `count` such pixels at `output`.
  ;; Per output pixel, at `kernels`: the first input pixel, how many groups of four follow, and for each group the pairs
  ;; of weights high 0 1, high 2 3, low 0 1, low 2 3.
  (func (export "narrow")
    (param $pixels i32) (param $width i32) (param $rows i32)
    (param $kernels i32) (param $count i32) (param $output i32)
    (local $kernel i32) (local $left i32) (local $groups i32) (local $pixel i32)
    (local $bytes v128) (local $first v128) (local $second v128) (local $high v128) (local $low v128)
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $kernel (local.get $kernels))
        (local.set $left (local.get $count))
        (loop $column
          (local.set $pixel
            (i32.add (local.get $pixels) (i32.shl (i32.load (local.get $kernel)) (i32.const 2))))
          (local.set $groups (i32.load offset=4 (local.get $kernel)))
          (local.set $kernel (i32.add (local.get $kernel) (i32.const 8)))
          (local.set $high (v128.const i32x4 0 0 0 0))
          (local.set $low (v128.const i32x4 0 0 0 0))
          (block $summed
            (loop $group
              (br_if $summed (i32.eqz (local.get $groups)))
              (local.set $bytes (v128.load (local.get $pixel)))
              (local.set $bytes
                (i8x16.shuffle 0 4 1 5 2 6 3 7 8 12 9 13 10 14 11 15
                  (local.get $bytes) (local.get $bytes)))
              (local.set $first (i16x8.extend_low_i8x16_u (local.get $bytes)))
              (local.set $second (i16x8.extend_high_i8x16_u (local.get $bytes)))
              (local.set $high
                (i32x4.add
                  (local.get $high)
                  (i32x4.add
                    (i32x4.dot_i16x8_s (local.get $first) (v128.load32_splat (local.get $kernel)))
                    (i32x4.dot_i16x8_s (local.get $second) (v128.load32_splat offset=4 (local.get $kernel))))))
              (local.set $low
                (i32x4.add
                  (local.get $low)
                  (i32x4.add
                    (i32x4.dot_i16x8_s (local.get $first) (v128.load32_splat offset=8 (local.get $kernel)))
                    (i32x4.dot_i16x8_s (local.get $second) (v128.load32_splat offset=12 (local.get $kernel))))))
              (local.set $kernel (i32.add (local.get $kernel) (i32.const 16)))
              (local.set $pixel (i32.add (local.get $pixel) (i32.const 16)))
              (local.set $groups (i32.sub (local.get $groups) (i32.const 1)))
              (br $group)))
          (v128.store32_lane 0 (local.get $output) (call $round (local.get $high) (local.get $low)))
          (local.set $output (i32.add (local.get $output) (i32.const 4)))
          (local.set $left (i32.sub (local.get $left) (i32.const 1)))
          (br_if $column (local.get $left)))
        (local.set $pixels (i32.add (local.get $pixels) (i32.shl (local.get $width) (i32.const 2))))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $row))))

  ;; Down: rows of `width` pixels of four bytes at `pixels` become `count` rows of three bytes a pixel at `output`, and
  ;; one byte beyond. Per output row, at `kernels`: the first input row, how many pairs of rows follow, and for each pair
  ;; the weights high and low. Reads one row beyond where a pair is half. `isBgr` swaps the first and third channel.
  (func (export "shorten")
    (param $pixels i32) (param $width i32)
    (param $kernels i32) (param $count i32) (param $output i32) (param $isBgr i32)
    (local $stride i32) (local $first i32) (local $pairs i32) (local $left i32)
    (local $kernel i32) (local $pixel i32) (local $bytes v128)
    (local $high v128) (local $low v128) (local $order v128)
    (local.set $order
      (select
        (v128.const i8x16 2 1 0 3 16 16 16 16 16 16 16 16 16 16 16 16)
        (v128.const i8x16 0 1 2 3 16 16 16 16 16 16 16 16 16 16 16 16)
        (local.get $isBgr)))
    (local.set $stride (i32.shl (local.get $width) (i32.const 2)))
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $first
          (i32.add (local.get $pixels) (i32.mul (i32.load (local.get $kernels)) (local.get $stride))))
        (local.set $left (local.get $width))
        (loop $column
          (local.set $pairs (i32.load offset=4 (local.get $kernels)))
          (local.set $kernel (i32.add (local.get $kernels) (i32.const 8)))
          (local.set $pixel (local.get $first))
          (local.set $high (v128.const i32x4 0 0 0 0))
          (local.set $low (v128.const i32x4 0 0 0 0))
          (block $summed
            (loop $pair
              (br_if $summed (i32.eqz (local.get $pairs)))
              (local.set $bytes
                (i16x8.extend_low_i8x16_u
                  (i8x16.shuffle 0 16 1 17 2 18 3 19 0 0 0 0 0 0 0 0
                    (v128.load32_zero (local.get $pixel))
                    (v128.load32_zero (i32.add (local.get $pixel) (local.get $stride))))))
              (local.set $high
                (i32x4.add (local.get $high)
                  (i32x4.dot_i16x8_s (local.get $bytes) (v128.load32_splat (local.get $kernel)))))
              (local.set $low
                (i32x4.add (local.get $low)
                  (i32x4.dot_i16x8_s (local.get $bytes) (v128.load32_splat offset=4 (local.get $kernel)))))
              (local.set $kernel (i32.add (local.get $kernel) (i32.const 8)))
              (local.set $pixel
                (i32.add (local.get $pixel) (i32.shl (local.get $stride) (i32.const 1))))
              (local.set $pairs (i32.sub (local.get $pairs) (i32.const 1)))
              (br $pair)))
          (v128.store32_lane 0 (local.get $output)
            (i8x16.swizzle (call $round (local.get $high) (local.get $low)) (local.get $order)))
          (local.set $output (i32.add (local.get $output) (i32.const 3)))
          (local.set $first (i32.add (local.get $first) (i32.const 4)))
          (local.set $left (i32.sub (local.get $left) (i32.const 1)))
          (br_if $column (local.get $left)))
        (local.set $kernels (local.get $kernel))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $row)))))
