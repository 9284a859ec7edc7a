/** Figure 7: energy of the dense layer on the CPU over EIE's, in the order of Table III. */
export const figure7: readonly number[] = [34522, 61533, 14826, 119797, 76784, 11828, 9485, 10904, 8053];
